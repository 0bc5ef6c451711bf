"""One file per chart: measure to SVG."""
