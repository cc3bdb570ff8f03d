"""Codes: code sets as small tables with our own wording; official texts are loaded by those who are licensed for them."""
