"""Who may ask: this machine by its own name, reading only, from pages of this server.

A page on another site can send requests here and, with a name it points to 127.0.0.1 (DNS rebinding), even read
the answers. So the `Host` a request names must be one of ours exactly, and what browsers tell about where a
request comes from must say that it is from here.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Only what the pages need: no other host, no frames, no forms.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Guard:
    """ASGI middleware that refuses what may not be asked, and marks every answer."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Guard an application.

        Args:
            app: what answers.
            host: address or name that the server was told to listen on.
            port: port it listens on.
        """
        self.app = app
        self.port = port
        self.names = _LOOPBACK if is_any(host) else _LOOPBACK | {bracketed(host).lower()}
        self.any = is_any(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        status = self._refusal(scope)
        if status is None:
            await self.app(scope, receive, marked)
            return
        headers = {"Allow": "GET, HEAD"} if status is HTTPStatus.METHOD_NOT_ALLOWED else None
        await PlainTextResponse(status.phrase, status, headers)(scope, receive, marked)

    def _refusal(self, scope: Scope) -> HTTPStatus | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_ours(hosts[0], scope):
            return HTTPStatus.MISDIRECTED_REQUEST
        if scope["method"] not in {"GET", "HEAD"}:
            return HTTPStatus.METHOD_NOT_ALLOWED
        return None if _from_here(headers, hosts[0]) else HTTPStatus.FORBIDDEN

    def _is_ours(self, host: str, scope: Scope) -> bool:
        """Whether a `Host` header names this server: name and port, nothing before, between or after."""
        name, port = split_host(host)
        if port != self.port:
            return False
        if name in self.names:
            return True
        # Listening on every address: the one this very connection came in on is ours too.
        own, _ = scope.get("server") or ("", None)
        return self.any and name == bracketed(str(own)).lower()


def split_host(host: str) -> tuple[str, int]:
    """Return name and port of a `Host` header, the name in lower case; port 80 when none is written.

    An address in brackets keeps them. A header in any other form gives port -1.
    """
    end = host.find("]") + 1 if host.startswith("[") else host.find(":")
    name, rest = (host, "") if end < 0 else (host[:end], host[end:])
    if not rest:
        return name.lower(), 80
    digits = rest[1:]
    if rest[0] != ":" or not (digits.isascii() and digits.isdigit()) or len(digits) > 5:
        return name.lower(), -1
    return name.lower(), int(digits)


def bracketed(host: str) -> str:
    """Return an address as it stands in a URL: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_any(host: str) -> bool:
    """Whether listening on `host` means listening on every address of the machine."""
    try:
        return not host or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _from_here(headers: Headers, host: str) -> bool:
    """Whether a page of this server, or the person at the address bar, sent a request.

    Following a link from elsewhere to a page is fine: the other site sees nothing of it.
    """
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return False
    site = headers.get("sec-fetch-site", "none")
    if site in {"same-origin", "none"}:
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
