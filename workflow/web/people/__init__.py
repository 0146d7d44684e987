"""The people of an office, and when they are away."""
