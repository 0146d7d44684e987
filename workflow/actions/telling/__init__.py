"""Whom a notice reaches, by which way, and what came of it."""
