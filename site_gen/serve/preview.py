"""What the browser is shown: the last good edition of the site, and what is wrong with the records now."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

from jinja2 import TemplateError
from msgspec import Struct
from msgspec.structs import replace

from site_gen.book.redaction import Redactor
from site_gen.book.references import unknown_audience
from site_gen.book.shelf import Shelf
from site_gen.charts import keep
from site_gen.diagnostics import Diagnostic
from site_gen.memo import Memo
from site_gen.pages import stamp
from site_gen.pages.edition import Edition, Item, render_page
from site_gen.render.environment import make_environment, static_files, theme_folders
from site_gen.serve.answer import Answer, address_of, kind_of, waiting_page, with_script
from site_gen.serve.problems import Problems
from site_gen.serve.team import Team

_log = logging.getLogger(__name__)
#: Pages kept as bytes: those on screen, and some around them.
_KEPT = 64
#: Folders below which a missing page still gets a page that says so, with links that work.
_DEEPEST = 8


class Changes(Struct, frozen=True):
    """What may have changed on disk.

    Attributes:
        records: paths below the records folder, files or whole folders; `None` means anything.
        theme: whether theme files may have changed.
        commit: whether git may have moved to another commit.
    """

    records: Collection[str] | None = ()
    theme: bool = False
    commit: bool = False


class News(Struct, frozen=True):
    """What pages must be told.

    Attributes:
        build: id of the edition now shown.
        styles: addresses of style sheets with new content.
        reload: whether the page's scripts changed, so that it must be loaded anew.
    """

    build: str
    styles: tuple[str, ...] = ()
    reload: bool = False


class Preview:
    """The site as it is now. All methods must be called on one thread at a time.

    Attributes:
        build: id of the edition shown; a new one whenever any page may have changed.
        problems: what is wrong now; without warnings until `judge` was called.
    """

    def __init__(self, team: Team) -> None:
        self.team = team
        # Another run of the program must not be taken for this one.
        self._run = secrets.token_hex(4)
        self._number = 0
        self._day = team.today()
        self._memo = Memo.open(team.memo)
        keep(self._memo)
        self._shelf = Shelf(team.root, team.as_of, self._day, memo=self._memo)
        self._commit = team.commit()
        self._environment = make_environment(team.themes)
        self._theme = _theme_files(team.themes)
        self._edition: Edition | None = None
        self._redactor: Redactor | None = None
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._good: OrderedDict[str, bytes] = OrderedDict()
        self._faults: dict[str, Diagnostic] = {}
        self._judged = False
        self._stamps: dict[str, bytes] = {}
        self.problems = Problems()

    @property
    def build(self) -> str:
        """Id of the edition shown."""
        return f"{self._run}-{self._number}"

    @property
    def edition(self) -> Edition | None:
        """The edition shown; `None` as long as the records never could be."""
        return self._edition

    def refresh(self, changes: Changes | None = None) -> News | None:
        """Look at what changed, and show it if it can be shown.

        Args:
            changes: what to look at; everything when `None`.

        Returns:
            What to tell the pages; `None` when not one byte differs.
        """
        if changes is None:
            changes = Changes(None, theme=True)
        new_day = self._new_day()
        changed = self._refresh_theme() if changes.theme else []
        moved = changes.commit and self._moved()
        if changes.records is None or changes.records or new_day:
            self._shelf.refresh(changes.records)
            moved = moved or self._shelf.changed
        if not (moved or changed):
            return None
        self._show()
        static = [name for name in changed if name.startswith("static/")]
        styles = tuple(name for name in static if name.endswith(".css"))
        return News(self.build, styles, reload=len(styles) < len(static))

    def refresh_commit(self) -> News | None:
        """Ask for the commit again; it stands on every page, with a sign for changes since."""
        return self.refresh(Changes(commit=True))

    def judge(self) -> Problems:
        """Return the problems, the broken rules of the method among them."""
        if not self._judged:
            self._judged = True
            known = self._shelf.problems if self._edition is None else self._edition.book.diagnostics
            self.problems = Problems.of((*self._faults.values(), *known))
        return self.problems

    def stamp(self) -> News | None:
        """Tell whether what stands on every page has changed: the day, the commit, the number of problems."""
        edition, before = self._edition, self._stamps
        if edition is None:
            return None
        names = [stamp.address(lang) for lang in edition.book.config.languages]
        self._stamps = {name: edition.render(name) for name in names}
        styles = tuple(name for name in names if before and before.get(name) != self._stamps[name])
        return News(self.build, styles) if styles else None

    def answer(self, path: str) -> Answer:
        """Answer the request for a decoded path."""
        edition = self._edition
        if edition is None:
            return Answer(503, waiting_page(self.team.lang, self.build))
        address = address_of(path)
        item = edition.find(address)
        if item is not None:
            return self._file(item)
        if edition.find(f"{address}/index.html"):
            return Answer(307, b"", location=f"/{quote(address)}/")
        return self._missing(edition, address)

    def day_is_over(self) -> bool:
        """Whether figures that count up to today are of yesterday."""
        return self.team.today() != self._day

    def close(self) -> None:
        """Let go of the memo on disk."""
        keep(None)
        self._memo.close()

    # -- making ---------------------------------------------------------------------------------

    def _new_day(self) -> bool:
        """Begin anew when the day has changed, for teams that count up to today."""
        if not self.day_is_over():
            return False
        self._day = self._shelf.today = self.team.today()
        return True

    def _moved(self) -> bool:
        """Ask for the commit; return whether it is another one."""
        before, self._commit = self._commit, self.team.commit()
        return before != self._commit

    def _refresh_theme(self) -> list[str]:
        """Read the theme again and return the files with other bytes, static ones by their address."""
        before, self._theme = self._theme, _theme_files(self.team.themes)
        changed = [
            n for n in sorted(before.keys() | self._theme.keys()) if before.get(n) != self._theme.get(n)
        ]
        if changed:
            self._environment = make_environment(self.team.themes)
        return changed

    def _show(self) -> None:
        """Make the edition of the present records, unless they cannot be shown."""
        self._faults.clear()
        book = self._shelf.book
        found: tuple[Diagnostic, ...] = ()
        audience = book.config.audience(self.team.audience) if book is not None and book.is_sound else None
        if book is not None and book.is_sound and audience is None:
            found = (unknown_audience(book.config, self.team.audience),)
        elif book is not None and audience is not None:
            if self._redactor is None or self._redactor.audience != audience:
                self._redactor = Redactor(audience)
            edition = Edition(
                self._redactor.book(book), self._commit, self.team.themes, self._environment, self._edition
            )
            found = edition.problems
            if not found:
                self._edition = edition
                self._pages.clear()
                self._number += 1
                self.problems, self._judged = Problems(), False
                return
        found = (*found, *self._shelf.problems)
        self.problems, self._judged = Problems.of(found, stale=self._edition is not None), True

    def _file(self, item: Item) -> Answer:
        address, kind = item.address, kind_of(item.address)
        body = self._pages.get(address)
        if body is None:
            try:
                body = item.make()
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one page, the preview goes on
                return self._failed(item, error)
            _keep(self._pages, address, body)
            _keep(self._good, address, body)
        return Answer(200, with_script(body, self.build) if address.endswith(".html") else body, kind)

    def _failed(self, item: Item, error: Exception) -> Answer:
        """Answer with the page as it was, and remember what is wrong with it."""
        if not isinstance(error, TemplateError):
            _log.error("%s", item.address, exc_info=error)
        fault = item.problem(error)
        if self._faults.get(item.address) != fault:
            self._faults[item.address] = fault
            self.problems = replace(self.problems, errors=(fault, *self.problems.errors))
        body = self._good.get(item.address)
        if body is None:
            return Answer(500, waiting_page(self.team.lang, self.build))
        return Answer(200, with_script(body, self.build) if item.page else body, kind_of(item.address))

    def _missing(self, edition: Edition, address: str) -> Answer:
        """Answer with the site's own page for missing ones, its links made for where it was asked."""
        languages = edition.book.config.languages
        lang = next((one for one in languages[1:] if address.startswith(f"{one}/")), languages[0])
        item = edition.find("404.html" if lang == languages[0] else f"{lang}/404.html")
        depth = address.count("/") - (lang != languages[0])
        if item is None or item.page is None or depth > _DEEPEST:
            return Answer(404, b"404\n", kind_of("404.txt"))
        page = replace(item.page, url="404/" * depth + "404.html")
        try:
            body = render_page(edition.environment, edition.site, page, lang)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one page, the preview goes on
            return replace(self._failed(item, error), status=404)
        return Answer(404, with_script(body, self.build))


def _theme_files(overrides: Path | None) -> dict[str, bytes]:
    """Return the bytes of all theme files: static ones by address, templates by their place."""
    found = static_files(overrides)
    for number, folder in enumerate(theme_folders(overrides)):
        base = folder / "templates"
        found |= {
            f"{number}/{path.relative_to(base).as_posix()}": path.read_bytes()
            for path in base.rglob("*")
            if path.is_file()
        }
    return found


def _keep(pages: OrderedDict[str, bytes], address: str, body: bytes) -> None:
    """Remember a page, and forget the one that was asked for longest ago."""
    pages[address] = body
    pages.move_to_end(address)
    while len(pages) > _KEPT:
        pages.popitem(last=False)
