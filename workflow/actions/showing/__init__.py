"""Texts as pages draw them."""
