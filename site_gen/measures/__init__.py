"""Numbers: pure functions from a Book and a scope to frozen dataclasses."""
