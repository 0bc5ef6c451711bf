"""What stands for a file."""

from __future__ import annotations

from hashlib import blake2b


def digest_of(path: str, data: bytes, size: int | None = None, reason: object = None) -> bytes:
    """Return 16 bytes for a file: its path and bytes, how many it has in all, and why it could not be read."""
    about = f"{path}\0{size}\0{reason}\0"
    return blake2b(about.encode() + data, digest_size=16).digest()
