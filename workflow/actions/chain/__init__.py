"""Review chains: put in place, edited, read, and whose turn it is."""
