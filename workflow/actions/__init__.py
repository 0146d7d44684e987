"""What people and clocks do; actions compose inside a transaction and never commit."""
