"""The page on which the director decides."""
