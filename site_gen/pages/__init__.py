"""The plan of the site: one file per family of pages."""
