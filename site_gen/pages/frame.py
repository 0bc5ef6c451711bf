"""The frame of every page: menu, crumbs, languages, foot, search, running lines of print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from site_gen.locale.text import N_, NC_, Msg
from site_gen.pages import addresses, margin, script_words, stamp
from site_gen.pages.page import Page
from site_gen.pages.search import shard_count
from site_gen.pages.stamp import css_string
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
    ("forecast", N_("Forecast"), addresses.COMMIT),
)
#: What stands under “More”: the heading of each group and its sections.
MORE: tuple[tuple[Msg, tuple[tuple[str, Msg, str], ...]], ...] = (
    (
        NC_("menu", "Meetings and reports"),
        (
            ("reports", N_("Reports"), addresses.REPORTS),
            ("reviews", N_("Reviews"), addresses.REVIEWS),
            ("follow-ups", N_("Follow-up items"), addresses.FOLLOW_UPS),
            ("regions", N_("Regions by week"), addresses.REGIONS),
            ("digest", N_("Intelligence digest"), addresses.DIGEST),
            ("compliance", N_("Compliance"), addresses.COMPLIANCE),
        ),
    ),
    (
        NC_("menu", "Pipeline and orders"),
        (
            ("months", N_("Forecast of twelve months"), addresses.TWELVE_MONTHS),
            ("indicators", N_("Indicators"), addresses.INDICATORS),
            ("win-loss", N_("Win and loss"), addresses.WIN_LOSS),
            ("focus", N_("Focus lists"), addresses.FOCUS),
            ("lost", N_("Lost projects"), addresses.LOST),
            ("supply", N_("Supply plan"), addresses.SUPPLY),
            ("orders", NC_("record", "Orders"), addresses.ORDERS),
            ("requests", NC_("record", "Requests"), addresses.REQUESTS),
        ),
    ),
    (
        NC_("menu", "People and targets"),
        (
            ("people", N_("Our people"), addresses.PEOPLE),
            ("targets", N_("Targets"), addresses.TARGETS),
            ("hunter", N_("Hunter plans"), addresses.HUNTER),
            ("efficiency", N_("Selling efficiency"), addresses.EFFICIENCY),
            ("contacts", N_("Contacts"), addresses.CONTACTS),
            ("briefs", N_("POPSA briefs"), addresses.BRIEFS),
        ),
    ),
    (
        NC_("menu", "Key accounts and care"),
        (
            ("key-accounts", NC_("page", "Key accounts"), addresses.KEY_ACCOUNTS),
            ("assessments", N_("Opportunity assessments"), addresses.OPPORTUNITIES),
            ("roadmaps", N_("Roadmaps and pairing"), addresses.ROADMAPS),
            ("portfolio", N_("Account portfolio"), addresses.PORTFOLIO),
            ("developments", N_("Account development"), addresses.DEVELOPMENTS),
            ("surveys", N_("Customer surveys"), addresses.SURVEYS),
            ("tiers", N_("Customer tiers"), addresses.TIERS),
            ("churn", N_("Customer churn"), addresses.CHURN),
            ("care", N_("Customer care"), addresses.CARE),
            ("kpi", N_("Key-account indicators"), addresses.KPI),
        ),
    ),
    (
        NC_("menu", "Market and bids"),
        (
            ("bids", N_("Bids"), addresses.BIDS),
            ("registration", N_("Registration list"), addresses.REGISTRATION),
            ("competitors", NC_("page", "Competitors"), addresses.COMPETITORS),
            ("alerts", N_("Market alerts"), addresses.ALERTS),
        ),
    ),
    (
        NC_("menu", "Reference"),
        (
            ("quality", N_("Data quality"), addresses.QUALITY),
            ("method", N_("Method"), addresses.METHOD),
            ("flows", N_("Business flows"), addresses.FLOWS),
            ("definitions", N_("Definitions"), addresses.DEFINITIONS),
        ),
    ),
)


#: What the top line, “More” and the team's name lead to.
_LISTED = frozenset(url for _, _, url in (*MENU, *(entry for _, group in MORE for entry in group)))
_FIXED = _LISTED | {addresses.HOME}


class Item(NamedTuple):
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


class Group(NamedTuple):
    """A heading under “More” and what stands below it, which is at least one section."""

    title: str
    items: tuple[Item, ...]


class Frame(NamedTuple):
    """What stands around the body of a page.

    Attributes:
        lang: BCP 47 tag of the page.
        team: the team's name.
        home: link to the home page.
        menu: sections of the top line.
        more: sections under “More”, by group.
        crumbs: the pages above this one.
        languages: this page in every language of the site; a single one means no switch.
        root: relative href of the root of this language's tree, empty or ending in `/`.
        shards: number of files of the search index.
        words: address of the script with the words of scripts.
        stamp: address of the style sheet that says what the site is of.
        print_style: `@page` rules with paper size and running lines.
        once: keeps what pages share, by key.
        place: language, folder and current section: pages with an equal one have equal menus.
    """

    lang: str
    team: str
    home: Item
    menu: tuple[Item, ...]
    more: tuple[Group, ...]
    crumbs: tuple[Item, ...]
    languages: tuple[Item, ...]
    root: str
    shards: int
    words: str
    stamp: str
    print_style: str
    once: Callable[[object, Callable[[], Markup]], Markup]
    place: tuple[str, str, str]

    def shared(self, part: str, caller: Callable[[], Markup]) -> Markup:
        """Return a part of the frame that is equal on all pages of one place, rendered once.

        Args:
            part: its name.
            caller: renders it; what it shows may depend on nothing but the place.
        """
        return self.once(("frame", part, *self.place), caller)


def make_frame(site: Site, view: View, page: Page, title: str) -> Frame:
    """Return the frame of `page`, which is called `title`, in the language of `view`."""
    folder = view.folder
    exact = page.url if page.url in _FIXED else ""
    place = (view.lang, folder, exact or page.section)
    shared = site.once(("frame", *place), lambda: _shared(site, view, page))
    return shared._replace(
        crumbs=_crumbs(view, page, folder),
        languages=_languages(view),
        print_style=_print_style(view, shared.team, page, title),
        place=place,
    )


def _shared(site: Site, view: View, page: Page) -> Frame:
    """Return what is equal on all pages of one place."""
    book = site.book
    team = view.tr(book.config.name)
    home = view.href(addresses.HOME)
    return Frame(
        lang=view.lang,
        team=team,
        home=Item("home", team, home, "page" if page.url == addresses.HOME else ""),
        menu=_items(site, view, page, MENU),
        more=tuple(
            Group(view.tr(title), items)
            for title, group in MORE
            if (items := _items(site, view, page, group))
        ),
        crumbs=(),
        languages=(),
        root=home.removesuffix(addresses.HOME),
        shards=shard_count(book),
        words=script_words.address(view.lang),
        stamp=stamp.address(view.lang),
        print_style="",
        once=site.once,
        place=("", "", ""),
    )


def _items(site: Site, view: View, page: Page, menu: tuple[tuple[str, Msg, str], ...]) -> tuple[Item, ...]:
    """Return the sections that have a page, the current one marked."""
    exact = page.url in _LISTED
    found = []
    for key, label, url in menu:
        if url not in site.urls:
            continue
        current = "page" if url == page.url else "true" if not exact and key == page.section else ""
        found.append(Item(key, view.tr(label), view.href(url), current))
    return tuple(found)


def _crumbs(view: View, page: Page, folder: str) -> tuple[Item, ...]:
    """Return the pages above this one; those there is one of are the same in all of a folder."""
    site = view.site
    found = []
    for url, title in page.crumbs:
        if url in _FIXED:
            key = ("crumb", view.lang, folder, url, title)
            item = site.once(key, partial(_crumb, view, url, title))
        else:
            item = _crumb(view, url, title)
        if item:
            found.append(item)
    return tuple(found)


def _crumb(view: View, url: str, title: Callable[[View], str]) -> Item | None:
    return Item("crumb", title(view), view.href(url)) if url in view.site.urls else None


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


def _print_style(view: View, team: str, page: Page, title: str) -> str:
    """Return `@page` rules: A4, and what is printed in the margin; the rest of it stands in the stamp."""
    room = view.site.once(("room in the margin", view.lang), lambda: margin.room(view.book, view.words))
    text = margin.left(team, title if page.url != addresses.HOME else "", room[page.paper])
    return f"@page{{size:A4 {page.paper};@bottom-left{{content:{css_string(text)}}}}}"
