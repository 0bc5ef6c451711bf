"""Render the plan, verify it, write it."""
