"""The facts of a project in groups, with the gaps at their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from site_gen.locale.text import N_, NC_, Text, tr
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.competitor_names import competitor_link
from site_gen.pages.facts import joined
from site_gen.pages.project_gaps import Gap
from site_gen.pages.view import View
from site_gen.records import FORMS, Project


class Fact(NamedTuple):
    """One line: what it is and its value; or the gap where there should be one."""

    label: str
    value: str
    gap: Gap | None = None
    note: str = ""


class Group(NamedTuple):
    """Facts that belong together."""

    title: str
    facts: tuple[Fact, ...]


def fact_groups(view: View, project: Project, gaps: Iterable[Gap]) -> tuple[Group, ...]:
    """Return the groups that have a fact or a gap, in the order of the forms (S1.4, S9.1, S33.7)."""
    made = _Facts(view, project, {gap.field: gap for gap in gaps})
    return tuple(group for group in made.groups() if group.facts)


class _Facts:
    """Builds the groups of one project."""

    def __init__(self, view: View, project: Project, gaps: dict[str, Gap]) -> None:
        self.view = view
        self.project = project
        self.gaps = gaps
        self.labels = _labels(view.lang)

    def groups(self) -> tuple[Group, ...]:
        """Return all groups, empty ones too."""
        return (
            self._group(N_("Purchase information"), self._purchase()),
            self._group(N_("Market information"), self._market()),
            self._group(N_("Loss"), self._loss()),
            self._group(N_("People"), self._people()),
            self._group(N_("Competition"), self._competition()),
            self._group(N_("Equipment and registration"), self._registration()),
            self._group(N_("Forecast"), self._forecast()),
        )

    def _group(self, title: Text, facts: Sequence[Fact | None]) -> Group:
        return Group(self.view.tr(title), tuple(fact for fact in facts if fact))

    def _fact(self, name: str, value: str, note: str = "") -> Fact | None:
        """Return the line of a field: its value, its gap, or nothing when neither is there."""
        if not value:
            gap = self.gaps.get(name)
            return Fact(self.labels[name], Markup(), gap) if gap else None
        return Fact(self.labels[name], value, None, note)

    def _scoped(self, kind: str, key: str) -> Markup:
        """Return the label of a value, linked to the funnel of its scope."""
        if not key:
            return Markup()
        view = self.view
        place = ("scoped", view.lang, view.href(addresses.PIPELINE), kind, key)
        return view.site.once(place, lambda: self._scope_link(kind, key))

    def _scope_link(self, kind: str, key: str) -> Markup:
        text = escape(self.view.words.label(kind, key))
        url = addresses.funnel(Scope(kind, key))
        if url not in self.view.site.urls:
            return text
        return Markup(f'<a href="{escape(self.view.href(url))}">{text}</a>')  # noqa: S704 - all escaped

    def _purchase(self) -> list[Fact | None]:
        view, words, project = self.view, self.view.words, self.project
        products = joined(view, [self._scoped("product", p) for p in project.products])
        amount = second = ""
        if project.amount is not None:
            amount = with_unit(words.money(project.amount), words.money_unit(), view.lang)
            if view.book.config.money.second_currency:
                second = with_unit(words.second_money(project.amount), words.second_unit(), view.lang)
        return [
            self._fact("source", self._scoped("source", project.source)),
            self._fact("products", products),
            self._fact("bid_date", words.long_day(project.bid_date) if project.bid_date else ""),
            self._fact(
                "purchase_date", words.long_day(project.purchase_date) if project.purchase_date else ""
            ),
            self._fact("amount", amount, second),
            self._fact("win_rate", "" if project.win_rate is None else words.percent(project.win_rate)),
            self._fact("updated_on", words.date(project.updated_on) if project.updated_on else ""),
        ]

    def _market(self) -> list[Fact | None]:
        book, project = self.view.book, self.project
        inherited = self.view.tr(N_("as the customer"))
        return [
            self._fact(
                "vertical",
                self._scoped("vertical", book.vertical(project)),
                "" if project.vertical else inherited,
            ),
            self._fact(
                "province",
                self._scoped("province", book.province(project)),
                "" if project.province else inherited,
            ),
            self._fact("city", book.city(project), "" if project.city else inherited),
        ]

    def _loss(self) -> list[Fact | None]:
        words, project = self.view.words, self.project
        reason = words.label("lost_reason", project.lost_reason) if project.lost_reason else ""
        return [
            self._fact("lost_reason", reason),
            self._fact(
                "lost_from_stage", words.stage(project.lost_from_stage) if project.lost_from_stage else ""
            ),
            self._fact("lost_date", words.date(project.lost_date) if project.lost_date else ""),
            self._fact("lost_to", project.lost_to),
        ]

    def _people(self) -> list[Fact | None]:
        project, words = self.project, self.view.words
        gf = self.view.person(project.gf_sales) if project.gf_sales else ""
        confirmed = project.importance_confirmed_on
        if "importance_confirmed_on" in self.gaps and confirmed:
            old = self.view.tr(N_("last on {date}"), date=words.date(confirmed))
            gap = self.gaps["importance_confirmed_on"]
            kept: Fact | None = Fact(self.labels[gap.field], Markup(), gap, old)
        else:
            kept = self._fact("importance_confirmed_on", words.date(confirmed) if confirmed else "")
        return [
            self._fact("owner", self.view.person(project.owner)),
            self._fact("gf_sales", gf),
            kept,
        ]

    def _competition(self) -> list[Fact | None]:
        return [
            Fact(
                competitor_link(self.view, row.name),
                row.info or self.view.tr(NC_("competitor", "nothing known yet")),
            )
            for row in self.project.competitors
        ]

    def _registration(self) -> list[Fact | None]:
        words, project = self.view.words, self.project
        day = words.date(project.registered_on) if project.registered_on else ""
        return [
            self._fact("equipment", words.join(project.equipment)),
            self._fact("brands", words.join(project.brands)),
            self._fact("design_institute", project.design_institute),
            self._fact("registered_with", project.registered_with),
            self._fact("registered_on", day),
        ]

    def _forecast(self) -> list[Fact | None]:
        words, project = self.view.words, self.project
        steps = words.join(tuple(words.label("milestone", key) for key in project.milestones))
        word = ""
        if project.commit or project.upside:
            word = self.labels["commit" if project.commit else "upside"]
        close = words.long_day(project.expected_close) if project.expected_close else ""
        chance = words.label("probability", project.probability) if project.probability else ""
        return [
            self._fact("probability", chance, word),
            self._fact("milestones", steps),
            self._fact("expected_close", close),
        ]


@cache
def _labels(lang: str) -> dict[str, str]:
    """Return what people call the fields of a project, by name."""
    return {name: tr(spec.label, lang) for name, spec in FORMS["project"].specs.items()}


#: An amount with its unit in running text.
AMOUNT = NC_("amount with unit", "{amount} {unit}")


@lru_cache(1 << 13)
def with_unit(amount: str, unit: str, lang: str) -> str:
    """Return an amount with its unit in running text."""
    return tr(AMOUNT, lang, amount=amount, unit=unit)
