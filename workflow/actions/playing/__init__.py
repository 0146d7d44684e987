"""The sample and the rehearsal: made-up people at work."""
