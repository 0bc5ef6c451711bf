"""Watch the records, build again on every change, and answer the browser on this machine only."""
