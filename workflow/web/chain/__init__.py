"""The pages of review chains."""
