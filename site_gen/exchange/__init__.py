"""CSV in, record files out."""
