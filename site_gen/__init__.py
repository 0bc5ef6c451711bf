"""Sales records kept as plain text in git, published as review packs."""

__version__ = "0.1.0"
