"""Changes that people make to a team's folder, each a function of the folder and a number that chooses where.

Written to find what a cache forgets: names that other pages show, owners, dates that move a record to another week,
deletions that leave references behind, renames, the settings of the whole site, the theme.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

Change = Callable[[Path, int], None]
_ROOT = Path(__file__).resolve().parent.parent
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def files(team: Path, folder: str) -> list[Path]:
    """Return the record files of a folder, sorted."""
    return sorted((team / "records" / folder).rglob("*.md"))


def _one(team: Path, folder: str, number: int, pattern: str = "") -> Path | None:
    """Return one of the files that have a line, `None` when none has."""
    fitting = [
        p for p in files(team, folder) if re.search(pattern, p.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    return fitting[number % len(fitting)] if fitting else None


def _sub(path: Path | None, pattern: str, value: str) -> None:
    if path:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, value, text, count=1, flags=re.MULTILINE), encoding="utf-8")


def _line(folder: str, pattern: str, *values: str) -> Change:
    """Return a change of one line in a file that has it."""

    def change(team: Path, number: int) -> None:
        _sub(_one(team, folder, number, pattern), pattern, values[number % len(values)])

    return change


def _named(folder: str) -> Change:
    def change(team: Path, number: int) -> None:
        _sub(_one(team, folder, number), r"^name: .*$", f"name: 改名{number % 5}")

    return change


def _owner(folder: str) -> Change:
    def change(team: Path, number: int) -> None:
        path = _one(team, folder, number)
        text = "\n".join(
            p.read_text(encoding="utf-8") for p in files(team, "projects") + files(team, "visits")
        )
        owners = sorted(set(re.findall(r"^owner: (.*)$", text, re.MULTILINE)))
        now = re.search(r"^owner: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE) if path else None
        others = [owner for owner in owners if now and owner != now[1]]
        if others:
            _sub(path, r"^owner: .*$", f"owner: {others[number % len(others)]}")

    return change


def _text(folder: str) -> Change:
    def change(team: Path, number: int) -> None:
        path = _one(team, folder, number)
        if path:
            text = path.read_text(encoding="utf-8")
            path.write_text(f"{text}\n又及：第{number % 3}次。\n", encoding="utf-8")

    return change


def text_blank(team: Path, number: int) -> None:
    """Take the words of one text of a visit away, or write some where there were none."""
    path = _one(team, "visits", number, "## ")
    if path:
        head, _, body = path.read_text(encoding="utf-8").rpartition("## ")
        heading, _, words = body.partition("\n")
        written = "" if words.strip() else f"第{number % 5}次。\n"
        path.write_text(f"{head}## {heading}\n{written}", encoding="utf-8")


def visit_date(team: Path, number: int) -> None:
    """Move a visit to another day, often another week."""
    path = _one(team, "visits", number)
    found = re.search(r"^date: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE) if path else None
    if found:
        moved = date.fromisoformat(found[1]) + timedelta(days=(number % 5 - 2) * 4 or 1)
        _sub(path, r"^date: .*$", f"date: {moved}")


def follow_up_done(team: Path, number: int) -> None:
    """Keep a promise, or break it."""
    path = _one(team, "visits", number, "when: ")
    if path and ", done: yes" in path.read_text(encoding="utf-8"):
        _sub(path, r", done: yes, done_on: [\d-]+", "")
    else:
        _sub(path, r"(when: [\d-]+)\}", r"\1, done: yes}")


def target_text(team: Path, number: int) -> None:
    """Change a figure of somebody's target."""
    path = _one(team, "targets", number)
    if path:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\b\d{2,3}\b(?!-)", str(number % 80 + 11), text, count=1), encoding="utf-8")


def order_paid(team: Path, number: int) -> None:
    """Receive a payment, or take it back."""
    path = _one(team, "orders", number)
    if path and ", paid_on:" in path.read_text(encoding="utf-8"):
        _sub(path, r", paid_on: [\d-]+", "")
    else:
        _sub(path, r"(due: [\d-]+)\}", r"\1, paid_on: 2026-11-19}")


def _deleted(folder: str) -> Change:
    def change(team: Path, number: int) -> None:
        path = _one(team, folder, number)
        if path:
            path.unlink()

    return change


def _copied(folder: str) -> Change:
    def change(team: Path, number: int) -> None:
        path = _one(team, folder, number)
        if path:
            shutil.copyfile(path, path.with_name(f"{path.stem}-{number % 7}.md"))

    return change


def rename_visit(team: Path, number: int) -> None:
    """Give a visit another id; nothing refers to visits by theirs but links in texts."""
    path = _one(team, "visits", number)
    if path:
        path.rename(path.with_name(f"{path.stem}x.md"))


def move_visit(team: Path, number: int) -> None:
    """Put a visit into another folder; it stays the same record."""
    path = _one(team, "visits", number)
    if path:
        target = team / "records" / "visits" / "moved" / path.name
        target.parent.mkdir(exist_ok=True)
        path.rename(target)


def _renamed(folder: str, *, everywhere: bool) -> Change:
    def change(team: Path, number: int) -> None:
        path = _one(team, folder, number)
        if not path:
            return
        old, new = path.stem, f"{path.stem}-neu"
        path.rename(path.with_name(f"{new}.md"))
        if everywhere:
            word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
            for other in [*sorted((team / "records").rglob("*.md")), team / "records" / "site.yaml"]:
                text = other.read_text(encoding="utf-8")
                other.write_text(word.sub(new, text), encoding="utf-8")

    return change


def swap_names(team: Path, number: int) -> None:
    """Let two people change their names: the same words, each elsewhere."""
    found = files(team, "people")
    one, other = found[number % len(found)], found[(number + 1) % len(found)]
    first, second = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
    names = [re.search(r"^name: .*$", text, re.MULTILINE) for text in (first, second)]
    if names[0] and names[1]:
        one.write_text(first.replace(names[0][0], names[1][0], 1), encoding="utf-8")
        other.write_text(second.replace(names[1][0], names[0][0], 1), encoding="utf-8")


def touch(team: Path, number: int) -> None:
    """Save a file without a change."""
    path = _one(team, "visits", number)
    if path:
        os.utime(path, (number % 1000 * 86_400, number % 1000 * 86_400))


def same_length_same_time(team: Path, number: int) -> None:
    """Change one digit and keep size and time of the file, as some editors and `rsync` do."""
    path = _one(team, "projects", number, r"^amount: \d")
    if path:
        before = path.stat()
        _sub(path, r"^(amount: \d*)\d$", rf"\g<1>{number % 10}")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _site(pattern: str, *values: str) -> Change:
    def change(team: Path, number: int) -> None:
        _sub(team / "records" / "site.yaml", pattern, values[number % len(values)])

    return change


def as_of(team: Path, number: int) -> None:
    """Look at the team on another day."""
    _sub(
        team / "records" / "site.yaml",
        r"^as_of: .*$",
        f"as_of: {date(2026, 11, 20) + timedelta(days=number % 9 - 4)}",
    )


def comment(team: Path, number: int) -> None:
    """Change `site.yaml` without saying anything else."""
    path = team / "records" / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"# {number % 3}\n", encoding="utf-8")


def threshold(team: Path, number: int) -> None:
    """Set limits of one's own."""
    path = team / "records" / "site.yaml"
    text = re.sub(r"^thresholds: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text + f"thresholds: {{stale_days: {number % 9 + 1}}}\n", encoding="utf-8")


def holiday(team: Path, number: int) -> None:
    """Close on another day."""
    _sub(team / "records" / "site.yaml", r"holidays: \[[\d-]*", f"holidays: [2026-11-{number % 20 + 9:02d}")


def theme_page(team: Path, number: int) -> None:
    """Change a template of the theme."""
    name = ("visit.html", "customer.html", "home.html", "base.html")[number % 4]
    source = (_ROOT / "themes" / "default" / "templates" / name).read_text(encoding="utf-8")
    target = team / "themes" / "templates" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    body = "{% block body %}"
    target.write_text(source.replace(body, f"{body}<p>{number % 3}</p>"), encoding="utf-8")


def theme_macros(team: Path, number: int) -> None:
    """Change a file of macros, which many templates import."""
    found = sorted((_ROOT / "themes" / "default" / "templates" / "macros").glob("*.html"))
    source = found[number % len(found)]
    target = team / "themes" / "templates" / "macros" / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text(encoding="utf-8")
    target.write_text(text.replace("<span", f'<span data-n="{number % 3}"'), encoding="utf-8")


def theme_style(team: Path, number: int) -> None:
    """Add a style of one's own."""
    target = team / "themes" / "static" / "css" / "team.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"a {{ color: #00{number % 10}; }}\n", encoding="utf-8")


def theme_gone(team: Path, number: int) -> None:
    """Return to the theme that comes with the program."""
    shutil.rmtree(team / "themes", ignore_errors=True)


def commit(team: Path, number: int) -> None:
    """Commit everything: pages show the commit they are of."""
    person = {f"GIT_{who}_{what}": "t" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    days = {f"GIT_{who}_DATE": f"2026-11-{number % 28 + 1:02d}T00:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in (["init", "-q"], ["add", "records"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        environment = {**os.environ, **person, **days, **plain}
        subprocess.run(["git", "-C", str(team), *words], check=True, env=environment, capture_output=True)


#: Every change by its name, harmless ones first: what Hypothesis shrinks to.
CHANGES: dict[str, Change] = {
    "touch a file": touch,
    "comment in site.yaml": comment,
    "visit: text": _text("visits"),
    "visit: text blank": text_blank,
    "project: text": _text("projects"),
    "customer: text": _text("customers"),
    "visit: date": visit_date,
    "visit: owner": _owner("visits"),
    "visit: planned": _line("visits", r"^status: done$", "status: planned"),
    "visit: follow-up": follow_up_done,
    "project: name": _named("projects"),
    "project: owner": _owner("projects"),
    "project: amount": _line("projects", r"^amount: .*$", "amount: 7", "amount: 41", "amount: 83"),
    "project: amount, same size and time": same_length_same_time,
    "project: win rate": _line("projects", r"^win_rate: .*$", "win_rate: 20", "win_rate: 80", "win_rate: 60"),
    "project: products": _line("projects", r"^products: .*$", "products: [pipes]", "products: [sensors]"),
    "project: importance": _line(
        "projects", r"^importance: .*$", "importance: normal", "importance: very_important"
    ),
    "project: purchase date": _line(
        "projects", r"^purchase_date: .*$", "purchase_date: 2027-02-11", "purchase_date: 2027-05-11"
    ),
    "project: day of a stage": _line(
        "projects", r"(\{stage: \w+, date: 2026-\d\d-)\d\d", r"\g<1>09", r"\g<1>23"
    ),
    "customer: name": _named("customers"),
    "contact: name": _named("contacts"),
    "person: name": _named("people"),
    "person: team": _line("people", r"^team: .*$", "team: team-1", "team: team-2"),
    "people: swap names": swap_names,
    "target: figure": target_text,
    "order: payment": order_paid,
    "delete a visit": _deleted("visits"),
    "delete a review": _deleted("reviews"),
    "delete an order": _deleted("orders"),
    "delete a contact": _deleted("contacts"),
    "delete a project": _deleted("projects"),
    "copy a visit": _copied("visits"),
    "copy a project": _copied("projects"),
    "copy a customer": _copied("customers"),
    "rename a visit": rename_visit,
    "move a visit": move_visit,
    "rename a customer everywhere": _renamed("customers", everywhere=True),
    "rename a project everywhere": _renamed("projects", everywhere=True),
    "rename a person everywhere": _renamed("people", everywhere=True),
    "rename a customer, forget its references": _renamed("customers", everywhere=False),
    "break a project": _line("projects", r"^name: ", 'name: "'),
    "write a wrong stage": _line("projects", r"^stage: .*$", "stage: quottation"),
    "site: as of": as_of,
    "site: languages": _site(
        r"^languages: .*$", "languages: [en]", "languages: [en, zh-Hans]", "languages: [zh-Hans, en]"
    ),
    "site: name": _site(r"^name: .*$", "name: 甲", "name: {zh-Hans: 乙, en: B}"),
    "site: label of a team": _site(r"label: [^,]*, leader", "label: 一队, leader", "label: 二队, leader"),
    "site: dealer": _site(r"dealer_name: .*$", "dealer_name: 某公司", "dealer_name: 另一家"),
    "site: threshold": threshold,
    "site: holiday": holiday,
    "theme: template": theme_page,
    "theme: macros": theme_macros,
    "theme: style": theme_style,
    "theme: as shipped": theme_gone,
    "git: commit": commit,
}

#: Those that leave records nobody can build from, in a team where nothing else was changed.
BREAKING = frozenset(
    {
        "delete a contact",
        "rename a customer, forget its references",
        "break a project",
        "write a wrong stage",
    }
)
