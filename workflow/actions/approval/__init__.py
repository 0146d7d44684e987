"""What the director sees, asks and signs, and the sheets that say so."""
