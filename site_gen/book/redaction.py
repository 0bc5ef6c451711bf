"""A Book for an audience: what it may not see is not in it, so that nothing made of that Book can tell it.

Rules are checked on the whole Book, before; here records are only taken away. Everything after this — pages, figures,
charts, search, data — is computed as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import Any

from msgspec import structs

from site_gen.book.book import Book
from site_gen.book.index import plural
from site_gen.book.telling import Telling
from site_gen.book.trace import Gone, aside
from site_gen.book.withheld import Shape, folded, redacted, shape_of, watched
from site_gen.config import Config
from site_gen.config.audience import Audience
from site_gen.forms.types import ListOf, Ref
from site_gen.reading.record import Read
from site_gen.records import FORMS, Record

#: By kind the ids of records that are left out one by one.
Hidden = Mapping[str, frozenset[str]]


class Redactor:
    """Makes the Books of one audience, each from the whole Book; what did not change is taken over from the last.

    Args:
        audience: who is to see them.
    """

    def __init__(self, audience: Audience) -> None:
        self.audience = audience
        self._shapes = {kind: shape_of(kind, audience) for kind in FORMS}
        self._last: tuple[Book, Book, Hidden] | None = None

    def book(self, whole: Book) -> Book:
        """Return what the audience may see of a Book whose references all lead somewhere."""
        with aside():
            return self._book(whole)

    def _book(self, whole: Book) -> Book:
        hidden = self._hidden(whole)
        last = self._last
        alike = (
            last is not None
            and last[0].config is whole.config
            and last[0].as_of == whole.as_of
            and last[2] == hidden
        )
        before = last[1] if last is not None and alike else None
        known = {kind: self._known(kind, whole, hidden, last if alike else None) for kind in FORMS}
        records: dict[str, Any] = {
            plural(kind): self._records(kind, whole, known[kind], hidden, last if alike else None)
            for kind in FORMS
        }
        made = Book(
            config=self._config(whole.config, hidden) if before is None else before.config,
            as_of=whole.as_of,
            **records,
            file_count=sum(map(len, known.values())),
            known=known,
            config_digest=self._digest(whole.config_digest, hidden),
            is_sound=whole.is_sound,
            find_problems=Telling(whole),
            audience=self.audience,
        )
        made.follow(before)
        made.share(whole)
        if last is not None:
            last[1].follow(None)
        self._last = (whole, made, hidden)
        return made

    def _known(
        self, kind: str, whole: Book, hidden: Hidden, last: tuple[Book, Book, Hidden] | None
    ) -> Mapping[str, Read]:
        reads = whole.known.get(kind, {})
        if last is not None and last[0].known.get(kind) is reads:
            return last[1].known[kind]
        if self._shapes[kind] is None:
            return {}
        gone = hidden[kind]
        return {ident: read for ident, read in reads.items() if ident not in gone}

    def _records(
        self,
        kind: str,
        whole: Book,
        known: Mapping[str, Read],
        hidden: Hidden,
        last: tuple[Book, Book, Hidden] | None,
    ) -> Mapping[str, Record]:
        shape = self._shapes[kind]
        if shape is None:
            return Gone(kind, (), (kind,))
        if not self._touches(kind, shape, hidden):
            return whole.of_kind(kind)
        make = self._maker(kind, shape, whole, hidden)
        gone = hidden[kind]
        if last is None:
            return {i: make(record) for i, record in whole.of_kind(kind).items() if i not in gone}
        if last[1].known.get(kind) is known:
            return last[1].of_kind(kind)
        before, old = last[0].of_kind(kind), last[1].of_kind(kind)
        return {
            ident: old[ident] if before.get(ident) is record else make(record)
            for ident, record in whole.of_kind(kind).items()
            if ident not in gone
        }

    def _touches(self, kind: str, shape: Shape, hidden: Hidden) -> bool:
        """Whether anything may be left out of a kind, or of what its records name."""
        groups = kind == "customer" and bool(self.audience.without_groups)
        return (
            bool(shape.hidden or groups or hidden[kind] or FORMS[kind].named_kinds & self._lost(hidden))
            or shape.cls is not shape.form.cls
        )

    def _lost(self, hidden: Hidden) -> frozenset[str]:
        """Return the kinds of which some records are left out, or all."""
        return frozenset(kind for kind, idents in hidden.items() if idents or self._shapes[kind] is None)

    def _maker(self, kind: str, shape: Shape, whole: Book, hidden: Hidden) -> Callable[[Record], Record]:
        """Return what makes of a record of a kind what may be seen of it."""
        groups = frozenset(map(folded, self.audience.without_groups)) if kind == "customer" else frozenset()
        sees = self.audience.sees
        fields = watched(shape, kind, sees, self._lost(hidden), groups)
        may = partial(self._may, whole, hidden)
        return lambda record: redacted(record, shape, fields, sees, may, groups)

    def _may(self, whole: Book, hidden: Hidden, kinds: tuple[str, ...], ident: str) -> bool:
        """Whether a record that is named somewhere may be seen."""
        return any(
            self._shapes[kind] is not None and ident in whole.of_kind(kind) and ident not in hidden[kind]
            for kind in kinds
        )

    def _hidden(self, whole: Book) -> Hidden:
        """Return what is left out record by record: what `site.yaml` says, and what cannot stand without that."""
        gone: dict[str, set[str]] = {kind: set() for kind in FORMS}
        if self.audience.customers:
            wanted = {*self.audience.customers}
            gone["customer"] = {ident for ident in whole.customers if ident not in wanted}
        if self.audience.teams:
            gone["person"] = set(self._strangers(whole))
            for kind in ("region_report", "review"):
                found: Iterable[Any] = whole.of_kind(kind).values()
                gone[kind] = {one.id for one in found if one.team and one.team not in self.audience.teams}
        while True:
            more = {kind: set(self._orphans(kind, whole, gone)) for kind in FORMS if self._shapes[kind]}
            if not any(more.values()):
                break
            for kind, idents in more.items():
                gone[kind] |= idents
        return {kind: frozenset(idents) for kind, idents in gone.items()}

    def _strangers(self, whole: Book) -> Iterable[str]:
        """Yield the people of other teams; who leads one that may be seen, or is in none, stays."""
        config, teams = whole.config, self.audience.teams
        leaders = {config.dealer_head, *(team.leader for team in config.teams if team.key in teams)}
        for ident, person in whole.people.items():
            if person.team and ident not in leaders and not any(person.was_in(team) for team in teams):
                yield ident

    def _orphans(self, kind: str, whole: Book, gone: Mapping[str, set[str]]) -> Iterable[str]:
        """Yield the records of a kind that belong to a record left out, or need one."""
        lost = {other for other in FORMS if gone[other] or self._shapes[other] is None}
        needed = [
            spec
            for spec in FORMS[kind].naming
            if isinstance(spec.type, Ref | ListOf)
            and (spec.required or spec.name in {"owner", "customer"})
            and spec.type.named_kinds & lost
        ]
        if not needed:
            return
        hidden = {other: frozenset(idents) for other, idents in gone.items()}
        for ident, record in whole.of_kind(kind).items():
            if ident in gone[kind]:
                continue
            for spec in needed:
                value = getattr(record, spec.name)
                named = [one for one in spec.type.named(value) if one[1]] if value else []
                if named and not any(self._may(whole, hidden, *one) for one in named):
                    yield ident
                    break

    def _config(self, config: Config, hidden: Hidden) -> Config:
        """Return the configuration without what it says of those who are left out, and of audiences."""
        lost = hidden["person"]
        teams = [t for t in config.teams if not self.audience.teams or t.key in self.audience.teams]
        return replace(
            config,
            teams=tuple(structs.replace(team, leader="") if team.leader in lost else team for team in teams),
            dealer_head=""
            if config.dealer_head in lost or self._shapes["person"] is None
            else config.dealer_head,
            # The lists that say who is left out tell who that is.
            audiences=(structs.replace(self.audience, without_groups=(), customers=()),),
        )

    def _digest(self, digest: bytes, hidden: Hidden) -> bytes:
        """Return what stands for the configuration and for who is left out: what was made for others is not taken."""
        parts = [digest, self.audience.key.encode()]
        parts += [f"{kind}/{ident}".encode() for kind in FORMS for ident in sorted(hidden[kind])]
        return blake2b(b"\0".join(parts), digest_size=16).digest()


def book_for(book: Book, audience: Audience) -> Book:
    """Return what an audience may see of a Book; the Book itself when it was made for that audience."""
    return book if book.audience == audience else Redactor(audience).book(book)
