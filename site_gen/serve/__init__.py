"""Watch the records, answer HTTP, reload the browser."""
