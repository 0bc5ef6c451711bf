"""Reads to Book: identities and references at once, the problems when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from site_gen.book.book import Book
from site_gen.book.index import plural
from site_gen.book.inspector import Inspector
from site_gen.book.references import Guide, lost_in_site, unknown_kinds
from site_gen.book.register import Register
from site_gen.config import Config, read_config
from site_gen.diagnostics import Diagnostic, Place
from site_gen.forms.reader import Reader
from site_gen.reading.files import SITE, File, read_start
from site_gen.reading.record import Read
from site_gen.reading.text import decode


def read_site(site: Path) -> tuple[Config | None, list[Diagnostic]]:
    """Read `site.yaml`; the configuration is `None` when it cannot be used."""
    return digested_site(site)[:2]


def digested_site(site: Path, given: File | None = None) -> tuple[Config | None, list[Diagnostic], bytes]:
    """Read `site.yaml`, with 16 bytes that stand for its content.

    Args:
        site: its path.
        given: the file, when it has just been read.
    """
    reader = Reader(SITE, {})
    try:
        if given is not None and given.error is not None:
            raise given.error
        data, size = read_start(str(site)) if given is None else (given.data, given.size)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [Diagnostic("SG109", Place(SITE), (("reason", reason),))], b""
    digest = blake2b(data + b"\0%d" % size, digest_size=16).digest()
    text = decode(data, reader, size)
    config, problems = read_config(text) if text is not None else (None, reader.diagnostics)
    unknown = [] if config is None else list(unknown_kinds(config))
    return None if unknown else config, [*problems, *unknown], digest


def make_book(
    config: Config,
    reads: Iterable[Read],
    as_of: date,
    found: Iterable[Diagnostic] = (),
    config_digest: bytes = b"",
) -> Book:
    """Link what was read into a Book.

    Args:
        config: the team's configuration.
        reads: the result of reading each file.
        as_of: the day to compute for.
        found: problems found before reading.
        config_digest: stands for the bytes of `site.yaml`.
    """
    register = Register.of(reads)
    return book_of(config, as_of, register, Inspector(register, tuple(found)), config_digest)


def book_of(  # noqa: PLR0917 - what a Book is made of
    config: Config,
    as_of: date,
    register: Register,
    inspector: Inspector,
    config_digest: bytes,
    before: Book | None = None,
) -> Book:
    """Return the Book of a register; `before` is an earlier one of the same configuration and day."""
    records: Mapping[str, Any] = {plural(kind): by_id for kind, by_id in register.records.items()}
    if before is not None:
        # The mappings of kinds without a change are taken as they are.
        twins = [kind for kind, known in register.known.items() if before.known.get(kind) is known]
        records = {**records, **{plural(kind): before.of_kind(kind) for kind in twins}}
    nobody = any(True for _ in lost_in_site(config, Guide(register.known)))
    book = Book(
        config=config,
        as_of=as_of,
        **records,
        file_count=sum(map(len, register.known.values())) + len(register.twins),
        known=register.known,
        config_digest=config_digest,
        is_sound=register.is_sound and not nobody,
        find_problems=inspector.problems,
    )
    book.follow(before)
    return book
