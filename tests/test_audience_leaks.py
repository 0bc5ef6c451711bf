"""No audience finds anything in its site that it may not see: marked words in every field of every kind (issue 6).

The fields are taken from the forms, so that a new field is planted here without anybody thinking of it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from untraced import First

from site_gen.book import Book, read_book
from site_gen.book.redaction import book_for
from site_gen.config import default_config
from site_gen.config.audience import Audience
from site_gen.forms import types
from site_gen.forms.field_type import FieldType
from site_gen.forms.form import Form
from site_gen.forms.spec import Spec
from site_gen.publish.build import Job, build
from site_gen.records import FORMS

AS_OF = date(2026, 11, 20)
CONFIG = default_config()
AUDIENCES = ("team", "rep", "manager", "partner")
#: Records that others are needed for stand first, so that a reference can be made to them.
IDENT = {kind: f"canary-{kind.replace('_', '-')}" for kind in FORMS}
#: Values that the record as a whole needs to be what it is.
FIXED = {
    ("person", "side"): "dealer",
    ("person", "left"): "2030-01-01",
    ("person", "joined"): "2020-01-01",
    ("project", "stage"): "quotation",
    ("visit", "status"): "done",
    ("visit", "date"): "2026-11-10",
}
#: What cannot stand beside another field.
ABSENT = {("project", "upside")}


def word(kind: str, name: str, sensitivity: str) -> str:
    """A word that stands in one field only and says of which sensitivity it is; letters that nothing escapes."""
    return f"zq{sensitivity}{(kind + name).replace('_', '').replace('.', '')}qz"


@cache
def amount(key: str) -> int:
    """A number that stands in one field only."""
    return 700_003 + 7 * sorted(_numbered()).index(key)


@cache
def day(key: str) -> str:
    """A day that stands in one field only; years in which nothing else happens."""
    number = sorted(_dated()).index(key)
    return date(1931 + number // 300, 1 + number % 300 // 25, 1 + number % 25).isoformat()


def _all_specs() -> Iterator[tuple[str, Spec]]:
    for kind, form in FORMS.items():
        for name, spec in form.specs.items():
            yield f"{kind}.{name}", spec
            if isinstance(spec.type, types.Rows):
                for inner in spec.type.form.specs.values():
                    yield f"{kind}.{name}.{inner.name}", inner


def _numbered() -> list[str]:
    return [key for key, spec in _all_specs() if isinstance(spec.type, types.Number)]


def _dated() -> list[str]:
    return [
        key
        for key, spec in _all_specs()
        if isinstance(spec.type, types.Date) and spec.sensitivity not in {"public", "team"}
    ]


def value(kind: str, path: str, spec: Spec, sensitivity: str) -> object:
    """What is planted in a field; `None` leaves it out."""
    key = f"{kind}.{path}"
    if (kind, path) in FIXED:
        return FIXED[kind, path]
    if (kind, path) in ABSENT:
        return None
    return _value(spec.type, kind, path, key, sensitivity)


def _value(  # noqa: C901, PLR0911, PLR0912 - a line for each type of field
    what: FieldType, kind: str, path: str, key: str, sensitivity: str
) -> object:
    match what:
        case types.Prose():
            return word(kind, path, sensitivity)
        case types.Str():
            return (
                word(kind, path, sensitivity)[: what.limit]
                if getattr(what, "limit", 0)
                else word(kind, path, sensitivity)
            )
        case types.Vocab():
            if what.name == "team":
                return "east"
            return next(iter(CONFIG.vocabularies[what.name].keys))
        case types.Ref():
            return None if what.kinds == (kind,) else IDENT[what.kinds[0]]  # nobody leads or owns themselves
        case types.Date():
            return day(key) if key in _dated() else "2026-11-10"
        case types.Time():
            return "09:30"
        case types.WeekId():
            return "2026-W45"
        case types.Month():
            return "2026-11"
        case types.QuarterId():
            return "2026-Q3"
        case types.Letters():
            return what.word
        case types.WinRate():
            return 60
        case types.Number():
            return amount(key)
        case types.Int():
            return max(what.low, min(what.high, 7)) if path != "year" else 2026
        case types.Bool():
            return "yes"
        case types.ListOf():
            one = _value(what.of, kind, path, key, sensitivity)
            return None if one is None else [one]
        case types.Rows():
            return [row(what.form, kind, path, sensitivity)]
        case _:
            return None


def row(form: Form, kind: str, path: str, sensitivity: str) -> dict[str, object]:
    found = {}
    for name, spec in form.specs.items():
        inner = spec.sensitivity if spec.sensitivity != "team" else sensitivity
        planted = value(kind, f"{path}.{name}", spec, inner)
        if planted is not None:
            found[name] = planted
    return found


def record(kind: str) -> str:
    """A record of a kind in which every field is written."""
    form = FORMS[kind]
    lines = []
    for name, spec in form.short.items():
        planted = value(kind, name, spec, spec.sensitivity)
        if planted is not None:
            lines.append(
                f"{name}: {json.dumps(planted) if not isinstance(planted, str) else planted}".replace(
                    '"yes"', "yes"
                )
            )
    body = [
        f"## {name}\n\n{value(kind, name, spec, spec.sensitivity)}\n" for name, spec in form.prose.items()
    ]
    notes = word(kind, "notes", "team")
    return "---\n" + "\n".join(lines) + f"\n---\n\n{notes}\n\n" + "\n".join(body)


SITE = """
name: Team
languages: [en]
teams: [{key: east, label: East, leader: canary-person}]
audiences:
  - key: private
    sees: [public, team]
    without_groups: [zqteamcustomergroupsqz]
"""


@pytest.fixture(scope="module")
def team(tmp_path_factory) -> Path:
    """A folder with one record of every kind, every field of it written."""
    root = tmp_path_factory.mktemp("canaries")
    files = {"site.yaml": SITE, **{f"{FORMS[k].cls.folder}/{IDENT[k]}.md": record(k) for k in FORMS}}
    for path, text in files.items():
        (root / "records" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "records" / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def whole(team) -> Book:
    book, _ = read_book(team / "records", AS_OF, AS_OF)
    assert book is not None
    assert not book.errors, [f"{d.place} {d.message('en')}" for d in book.errors]
    return book


#: The sites of all audiences go the same ways but for what is left out.
TRACED = First(2)


@cache
def built(root: Path, audience: str) -> str:
    """All names and contents of the files of a site, with everything decoded that can be written in another way."""
    output = root / f"out-{audience}"
    with TRACED.of("build"):
        outcome = build(Job(root / "records", output, AS_OF, AS_OF, workers=1, audience=audience))
    assert outcome.written is not None, [f"{d.place} {d.message('en')}" for d in outcome.diagnostics]
    parts = []
    for path in sorted(output.rglob("*")):
        if path.is_file() and "vendor" not in path.parts:
            parts += [path.relative_to(output).as_posix(), path.read_text(encoding="utf-8", errors="replace")]
    text = "\n".join(parts)
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return f"{text}\n{unquote(html.unescape(text))}"


def audience_of(key: str) -> Audience:
    found = default_config().audience(key)
    assert found is not None
    return found


def planted(sees: tuple[str, ...], *, hidden: bool) -> list[tuple[str, str]]:
    """Every field with the text by which it is known in a site, of those that may be seen or must not."""
    found = []
    for key, spec in _all_specs():
        kind, _, path = key.partition(".")
        outer = FORMS[kind].specs[path.partition(".")[0]].sensitivity
        level = spec.sensitivity if "." not in path or spec.sensitivity != "team" else outer
        seen = level in sees and outer in sees
        if seen == hidden:
            continue
        match spec.type:
            case types.Str() | types.Prose():
                found.append((key, word(kind, path, level)))
            case types.ListOf() if isinstance(spec.type.of, types.Str):
                found.append((key, word(kind, path, level)))
            case types.Number() if spec.type.money or not isinstance(spec.type, types.WinRate):
                found.append((key, f"{amount(key)}"))
                found.append((key, f"{amount(key):,}"))
            case types.Date() if key in _dated():
                written = date.fromisoformat(day(key))
                found.append((key, day(key)))
                found.append((key, f"{written.day} {written:%b} {written.year}"))
    if hidden and "team" not in sees:
        found += [(f"{kind}.notes", word(kind, "notes", "team")) for kind in FORMS]
    return found


def test_every_sensitive_field_is_planted(whole):
    """A new type of field must be planted too."""
    for kind, form in FORMS.items():
        made = whole.get(kind, IDENT[kind])
        assert made is not None
        own = {n for n, s in form.specs.items() if isinstance(s.type, types.Ref) and s.type.kinds == (kind,)}
        empty = [n for n in form.specs if getattr(made, n) in (None, "", ()) and n not in own]
        assert not empty, f"{kind}: write a value of this type in this test"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_that_an_audience_may_not_see_is_anywhere_in_its_site(team, whole, audience):
    site = built(team, audience)
    leaked = [key for key, text in planted(audience_of(audience).sees, hidden=True) if text in site]
    assert not leaked


@pytest.mark.parametrize("audience", AUDIENCES)
def test_kinds_left_out_leave_no_name_behind(team, whole, audience):
    site, shown = built(team, audience), book_for(whole, audience_of(audience))
    gone = [kind for kind in FORMS if not shown.of_kind(kind)]
    assert gone == [kind for kind in gone if IDENT[kind] not in site]
    assert ("staff_review" in gone) == (audience != "manager")


def test_those_who_may_see_a_field_find_it(team, whole):
    """Else the tests above could not fail."""
    managers, reps, partners = (built(team, one) for one in ("manager", "rep", "partner"))
    for level in ("personal", "manager"):
        own = [text for key, text in planted((level,), hidden=False)]
        assert sum(text in managers for text in own) >= 2, level
    assert word("contact", "home_address", "personal") in managers
    assert word("contact", "home_address", "personal") in reps
    assert word("staff_review", "comment", "manager") in managers
    assert f"{amount('customer.annual_profit'):,}" in managers
    assert word("project", "next_step", "team") in reps
    assert word("project", "name", "public") in partners
    assert quote(IDENT["project"]) in partners


def test_s30_2_a_customer_may_be_seen_and_a_private_group_may_not(team, whole):
    group = word("customer", "groups", "team")
    assert group in built(team, "team")
    site = built(team, "private")
    assert group not in site
    assert word("customer", "background", "team") in site


def test_a_book_for_an_audience_holds_none_of_it(whole):
    """Not even where no page looks today: in the records, the problems and the configuration."""
    for key in AUDIENCES:
        made = book_for(whole, audience_of(key))
        told = repr(
            [
                [getattr(r, name) for name in r.__struct_fields__ if name != "marks"]
                for k in FORMS
                for r in made.of_kind(k).values()
            ]
        )
        told += repr(made.diagnostics) + repr(made.config)
        assert not [name for name, text in planted(made.audience.sees, hidden=True) if text in told]
        for kind in FORMS:
            for record in made.of_kind(kind).values():
                lost = {n for n, s in FORMS[kind].specs.items() if s.sensitivity not in made.audience.sees}
                assert not {path.partition("[")[0] for path in record.marks} & lost


def test_amounts_are_told_apart():
    assert Decimal(amount("bid.cost")) != Decimal(amount("bid.our_price"))
