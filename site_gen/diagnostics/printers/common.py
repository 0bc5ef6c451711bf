"""What all printers share: paths as they are shown, severities, identities."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from site_gen.diagnostics.diagnostic import Diagnostic, Place
from site_gen.locale.text import sentence_space

#: Path of a file, relative to the records folder, to its text; `None` when it has none.
Sources = Callable[[str], str | None]


class Printer(Protocol):
    """Turns problems into text."""

    def __call__(
        self,
        diagnostics: Sequence[Diagnostic],
        sources: Sources,
        lang: str,
        prefix: str,
        *,
        strict: bool = False,
    ) -> str:
        """Return the problems as text.

        Args:
            diagnostics: the problems, sorted by place.
            sources: gives the text of a file for excerpts.
            lang: language of the messages.
            prefix: path of the records folder as the reader of the output sees it, with `/`.
            strict: warnings count as errors.
        """


def shown_path(prefix: str, place: Place) -> str:
    """Return a path as the reader of the output opens it; a template's is whole and shown from the folder one is in."""
    path = Path(place.path)
    if path.is_absolute():
        with suppress(ValueError):
            path = path.relative_to(Path.cwd())
        return path.as_posix()
    return posixpath.normpath(posixpath.join(prefix, place.path))


def is_error(diagnostic: Diagnostic, *, strict: bool) -> bool:
    """Whether a problem stops a build."""
    return strict or diagnostic.severity == "error"


def level(diagnostic: Diagnostic, *, strict: bool) -> str:
    """Return `error` or `warning`."""
    return "error" if is_error(diagnostic, strict=strict) else "warning"


def sentence(diagnostic: Diagnostic, lang: str) -> str:
    """Return message and hint as one text."""
    return sentence_space(lang).join(filter(None, (diagnostic.message(lang), diagnostic.hint(lang))))


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return an identity for each problem that survives edits elsewhere in its file.

    It is made of code, file and the words of the message, not of line numbers; equal problems of one
    file are numbered.
    """
    seen: Counter[str] = Counter()
    found = []
    for problem in diagnostics:
        words = f"{problem.code}\n{problem.place.path}\n{problem.message('en')}"
        seen[words] += 1
        text = words if seen[words] == 1 else f"{words}\n{seen[words]}"
        found.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32])
    return found
