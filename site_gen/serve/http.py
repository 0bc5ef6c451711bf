"""A small file server for the built site: this machine only, reading only, never cached."""

from __future__ import annotations

import http.server
import threading
from functools import partial
from pathlib import Path


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Forbid caching and guessing of types."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """Answer 404 instead of listing a folder."""
        del path
        self.send_error(404)

    def do_GET(self) -> None:
        """Answer a page when the request is addressed to this machine by name."""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        if host not in {"localhost", "127.0.0.1", "[::1]"}:
            self.send_error(421)
            return
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base class
        """Stay quiet."""


def start_server(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """Serve `folder` on the loopback address; a taken port gives way to a free one."""
    handler = partial(_Handler, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
