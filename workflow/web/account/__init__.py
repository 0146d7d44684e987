"""Who is asking: log-in, sessions, one's own settings and keys, the first office."""
