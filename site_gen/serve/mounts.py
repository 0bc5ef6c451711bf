"""File systems that send no events when a file changes elsewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

#: Network and virtual file systems: changes made on the other side are not announced.
SILENT = frozenset(
    {"9p", "afpfs", "afs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3"}
    | {"smbfs", "vboxsf", "virtiofs", "vmhgfs", "fuse"}
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def silent_type(folder: Path, mounts: str | None = None) -> str:
    """Return the type of the silent file system that `folder` is on, empty when events can be relied on.

    Args:
        folder: any folder.
        mounts: the system's mount table, in the form of `/proc/mounts`; read from there by default.
    """
    real = os.path.realpath(folder)
    if real.startswith(("\\\\", "//")):
        return "smb"
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ""
    found, depth = "", -1
    here = PurePosixPath(real)
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePosixPath(_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[1]))
        # Of several mounts on one point the last one counts.
        if here.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = fields[2], len(point.parts)
    return found if found in SILENT or found.startswith("fuse.") else ""
