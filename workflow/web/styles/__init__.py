"""House styles of an office."""
