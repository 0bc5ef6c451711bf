"""The facts of a project in groups, with the gaps at their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from site_gen.locale.text import N_, NC_, Text
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.facts import joined
from site_gen.pages.project_gaps import Gap, label_of
from site_gen.pages.view import View
from site_gen.records import Project


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is and its value; or the gap where there should be one."""

    label: str
    value: Markup
    gap: Gap | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together."""

    title: str
    facts: tuple[Fact, ...] = field(default=())


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

    def _fact(self, name: str, value: object, note: str = "") -> Fact | None:
        """Return the line of a field: its value, its gap, or nothing when neither is there."""
        label = self.view.tr(label_of(name))
        if value in (None, "", ()):
            gap = self.gaps.get(name)
            return Fact(label, Markup(), gap) if gap else None
        return Fact(label, escape(value), None, note)

    def _scoped(self, kind: str, key: str) -> Markup:
        """Return the label of a value, linked to the funnel of its scope."""
        text = self.view.words.label(kind, key)
        url = addresses.funnel(Scope(kind, key))
        if not key or url not in self.view.site.urls:
            return escape(text if key else "")
        return Markup('<a href="{}">{}</a>').format(self.view.href(url), text)

    def _purchase(self) -> list[Fact | None]:
        view, words, project = self.view, self.view.words, self.project
        products = joined(view, [self._scoped("product", p) for p in project.products])
        unit = words.money_unit()
        amount = (
            "" if project.amount is None else view.tr(AMOUNT, amount=words.money(project.amount), unit=unit)
        )
        second = ""
        if project.amount is not None and view.book.config.money.second_currency:
            second = view.tr(AMOUNT, amount=words.second_money(project.amount), unit=words.second_unit())
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
            label = self.view.tr(label_of("importance_confirmed_on"))
            kept: Fact | None = Fact(label, Markup(), self.gaps["importance_confirmed_on"], old)
        else:
            kept = self._fact("importance_confirmed_on", words.date(confirmed) if confirmed else "")
        return [
            self._fact("owner", self.view.person(project.owner)),
            self._fact("gf_sales", gf),
            kept,
        ]

    def _competition(self) -> list[Fact | None]:
        return [
            Fact(row.name, escape(row.info or self.view.tr(NC_("competitor", "nothing known yet"))))
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
            word = self.view.tr(label_of("commit" if project.commit else "upside"))
        close = words.long_day(project.expected_close) if project.expected_close else ""
        chance = words.label("probability", project.probability) if project.probability else ""
        return [
            self._fact("probability", chance, word),
            self._fact("milestones", steps),
            self._fact("expected_close", close),
        ]


#: An amount with its unit in running text.
AMOUNT = NC_("amount with unit", "{amount} {unit}")
