"""People of an office: who they are, where they are, who stands in for them."""
