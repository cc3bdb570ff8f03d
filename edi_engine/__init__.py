"""edi-engine: 837P claims out, 835 remittances back, every cent of every claim line explained."""

__version__ = "0.1.0"
