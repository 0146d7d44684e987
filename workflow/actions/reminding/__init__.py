"""What the clock watches, and when it speaks."""
