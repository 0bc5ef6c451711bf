"""The frame of every page: menu, crumbs, languages, foot, search, running lines of print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from site_gen.locale.text import N_, NC_, Msg
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.search import shard_count
from site_gen.pages.view import Site, View

#: What languages call themselves, long and in the top line.
LANGUAGE_NAMES = {"zh-Hans": ("简体中文", "简"), "zh-Hant": ("繁體中文", "繁"), "en": ("English", "EN")}
#: Sections of the top line: key, label, address.
MENU: tuple[tuple[str, Msg, str], ...] = (
    ("packs", N_("Packs"), addresses.PACKS),
    ("pipeline", N_("Pipeline"), addresses.PIPELINE),
    ("projects", N_("Projects"), addresses.PROJECTS),
    ("customers", N_("Customers"), addresses.CUSTOMERS),
    ("visits", N_("Visits"), addresses.VISITS),
)
#: What stands under “More”.
MORE: tuple[tuple[str, Msg, str], ...] = (
    ("focus", N_("Focus lists"), addresses.FOCUS),
    ("supply", N_("Supply plan"), addresses.SUPPLY),
    ("lost", N_("Lost projects"), addresses.LOST),
    ("follow-ups", N_("Follow-up items"), addresses.FOLLOW_UPS),
    ("briefs", N_("POPSA briefs"), addresses.BRIEFS),
    ("contacts", N_("Contacts"), addresses.CONTACTS),
    ("people", N_("Our people"), addresses.PEOPLE),
    ("targets", N_("Targets"), addresses.TARGETS),
    ("orders", NC_("record", "Orders"), addresses.ORDERS),
    ("reviews", N_("Reviews"), addresses.REVIEWS),
    ("quality", N_("Data quality"), addresses.QUALITY),
    ("method", N_("Method"), addresses.METHOD),
    ("definitions", N_("Definitions"), addresses.DEFINITIONS),
)


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Item:
    """A link of the frame.

    Attributes:
        key: what it leads to, for style and tests.
        title: its text.
        href: relative address.
        current: `page` when it is this page, `true` when this page is below it, else empty.
        short: a shorter text for narrow places.
    """

    key: str
    title: str
    href: str
    current: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the body of a page.

    Attributes:
        lang: BCP 47 tag of the page.
        team: the team's name.
        home: link to the home page.
        menu: sections of the top line.
        more: sections under “More”.
        crumbs: the pages above this one.
        languages: this page in every language of the site; a single one means no switch.
        root: relative href of the root of this language's tree, empty or ending in `/`.
        shards: relative hrefs of the files of the search index.
        commit: short id of the commit, empty outside git.
        files: how many record files were read.
        errors: how many problems stop a build.
        warnings: how many rules of the method are broken.
        print_style: `@page` rules with paper size and running lines.
        memo: what pages share, by key.
        place: language, folder and current section: pages with an equal one have equal menus.
    """

    lang: str
    team: str
    home: Item
    menu: tuple[Item, ...]
    more: tuple[Item, ...]
    crumbs: tuple[Item, ...]
    languages: tuple[Item, ...]
    root: str
    shards: tuple[str, ...]
    commit: str
    files: int
    errors: int
    warnings: int
    print_style: str
    memo: dict[object, object]
    place: tuple[str, str, str]

    def shared(self, part: str, caller: Callable[[], Markup]) -> Markup:
        """Return a part of the frame that is equal on all pages of one place, rendered once.

        Args:
            part: its name.
            caller: renders it; what it shows may depend on nothing but the place.
        """
        return _once(self.memo, ("frame", part, *self.place), caller)


def make_frame(site: Site, view: View, page: Page) -> Frame:
    """Return the frame of `page` in the language of `view`."""
    folder = view.url.rpartition("/")[0]
    exact = page.url if any(url == page.url for _, _, url in (*MENU, *MORE)) else ""
    place = (view.lang, folder, exact or page.section)
    menu, more, root, shards, team, counts = _once(
        site.memo, ("frame", *place), lambda: _shared(site, view, page)
    )
    return Frame(
        lang=view.lang,
        team=team,
        home=Item("home", team, view.href(addresses.HOME), "page" if page.url == addresses.HOME else ""),
        menu=menu,
        more=more,
        crumbs=_crumbs(view, page),
        languages=_languages(view),
        root=root,
        shards=shards,
        commit=site.commit,
        files=site.book.files,
        errors=counts[0],
        warnings=counts[1],
        print_style=_print_style(site, view, page),
        memo=site.memo,
        place=place,
    )


_Shared = tuple[tuple[Item, ...], tuple[Item, ...], str, tuple[str, ...], str, tuple[int, int]]


def _shared(site: Site, view: View, page: Page) -> _Shared:
    """Return what is equal on all pages of one place."""
    book = site.book
    numbers = range(1, shard_count(book) + 1)
    counts = _once(site.memo, "frame counts", lambda: (len(book.errors), len(book.warnings)))
    return (
        _items(site, view, page, MENU),
        _items(site, view, page, MORE),
        view.href(addresses.HOME).removesuffix(addresses.HOME),
        tuple(view.asset(f"search/{view.lang}-{number}.js") for number in numbers),
        view.tr(book.config.name),
        counts,
    )


def _once(memo: dict[object, object], key: object, make: Callable[[], _T]) -> _T:
    """Return what was made for `key` before, else make it."""
    if key not in memo:
        memo[key] = make()
    found: _T = memo[key]  # type: ignore[assignment]  # each key names one type
    return found


def _items(site: Site, view: View, page: Page, menu: tuple[tuple[str, Msg, str], ...]) -> tuple[Item, ...]:
    """Return the sections that have a page, the current one marked."""
    exact = any(url == page.url for _, _, url in (*MENU, *MORE))
    found = []
    for key, label, url in menu:
        if url not in site.urls:
            continue
        current = "page" if url == page.url else "true" if not exact and key == page.section else ""
        found.append(Item(key, view.tr(label), view.href(url), current))
    return tuple(found)


def _crumbs(view: View, page: Page) -> tuple[Item, ...]:
    urls = view.site.urls
    return tuple(
        Item("crumb", title(view), view.href(url)) for url, title in page.crumbs if not urls or url in urls
    )


def _languages(view: View) -> tuple[Item, ...]:
    """Return this page in the languages of the site, or none when there is only one."""
    languages = view.book.config.languages
    if len(languages) < 2:
        return ()
    return tuple(
        Item(
            lang,
            LANGUAGE_NAMES[lang][0],
            view.other(lang),
            "true" if lang == view.lang else "",
            LANGUAGE_NAMES[lang][1],
        )
        for lang in languages
    )


def _print_style(site: Site, view: View, page: Page) -> str:
    """Return `@page` rules: A4, and in the margin what is printed, as of when, from which commit, which page."""
    team, middle, number = _once(site.memo, ("running lines", view.lang), lambda: _running(site, view))
    left = css_string(f"{team} · {page.title(view)}" if page.url != addresses.HOME else team)
    boxes = f"@bottom-left{{content:{left}}}@bottom-center{{content:{middle}}}"
    return f"@page{{size:A4 {page.paper};{boxes}@bottom-right{{content:{number}}}}}"


def _running(site: Site, view: View) -> tuple[str, str, str]:
    """Return the team's name, then as CSS the day and commit, and the page number."""
    as_of = view.tr(N_("As of {date}"), date=view.words.long_day(view.book.as_of))
    commit = view.tr(N_("commit {commit}"), commit=site.commit) if site.commit else ""
    middle = " · ".join(part for part in (as_of, commit) if part)
    number = view.tr(N_("Page {page} of {pages}"), page="\0", pages="\1")
    counted = css_string(number).replace("\0", '" counter(page) "').replace("\1", '" counter(pages) "')
    return view.tr(view.book.config.name), css_string(middle), counted


def css_string(text: str) -> str:
    """Return a text as a CSS string that is safe inside a `<style>` element."""
    unsafe = {'"', "\\", "<", ">", "&", "\n", "\r", "\f"}
    return '"' + "".join(f"\\{ord(char):x} " if char in unsafe else char for char in text) + '"'
