"""The remittance (835, 005010X221A1): its segments as nouns, and back."""
