"""A notice becomes a message, and a message goes by a channel."""
