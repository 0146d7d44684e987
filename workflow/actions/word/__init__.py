"""Sections go out to Word and WPS and come back."""
