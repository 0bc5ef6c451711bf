"""Show the site while it is written: read on every change, render what is asked for, tell the browser."""
