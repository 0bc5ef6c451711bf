"""Typed forms: how the fields of a record are declared, read from YAML nodes and written back."""
