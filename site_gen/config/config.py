"""The team's configuration: everything that is data and not code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from site_gen.config.audience import Audience
from site_gen.config.calendar import Calendar
from site_gen.config.flow import Approval, Flow
from site_gen.config.level import Level, levels_of
from site_gen.config.money import Money
from site_gen.config.stage import Gates, Stage
from site_gen.diagnostics import Place
from site_gen.forms.plain import PlainReader
from site_gen.forms.vocabulary import Vocabulary
from site_gen.locale.text import Label


class Header(Struct, frozen=True):
    """The dealer's header, filled in once (S1.3)."""

    dealer_name: str = ""
    sub_bu: str = ""
    sub_bu_sales_manager: str = ""
    sub_bu_regional_manager: str = ""
    sub_bu_national_manager: str = ""
    gf_sales: str = ""


class Team(Struct, frozen=True):
    """A team of the dealer; `leader` is a person's id."""

    key: str
    label: Label
    leader: str = ""


class Thresholds(Struct, frozen=True):
    """Limits of the rules and diagnoses, in percent, days, minutes or money units as named.

    Attributes:
        coverage_minimum: pipeline coverage required, % (M10, DQ2).
        coverage_aim: pipeline coverage aimed at, %.
        conversion_gap: points below the model at which conversion is flagged (M6, DQ3, DQ7).
        loss_over_model: points above the model's loss at which losses are flagged (M7, DQ5).
        big_deal_share: share of the near-term amount in one deal that is flagged, % (M11, DQ6).
        big_deal_amount: amount from which a deal is big, money units (DQ10).
        near_months: months that count as near term (M11).
        stale_days: days without an update after which an open project is stale (DQ9).
        region_share: share of the average region below which a region is small, % (DQ8).
        unlinked_share: share of customers or visits without project that is flagged, % (DQ9).
        visits_per_day: visits expected per rep and working day (S5.4).
        report_workdays: working days within which a visit report is due (S10.3).
        preparation_minutes: minutes a brief is discussed at least (S6.4).
        duplicate_similarity: likeness of two customer names that is reported, 0–100.
        small_sample: count below which a ratio is marked as resting on few cases.
        points_base: points a person begins each month with (S12.5, M16).
        points_missing: points taken for each report that is missing.
        points_late: points taken for each report that is late or incomplete.
        fine_missing: fine for each weekly report that is missing, whole units of the currency (S12.6).
        accuracy_low: least commit accuracy, %, inclusive (S34.4, M30).
        accuracy_high: highest commit accuracy, %, inclusive.
        linearity_low: linearity below which one is behind, % (S34.5, M31).
        linearity_high: linearity above which one is ahead, %.
        unfulfilled: share of unfulfilled orders from which on it is too much, % (S34.7, M33).
        growth_good: growth from month to month that is good, % (S35.4, M34).
        growth_least: least growth from month to month, %.
        growth_quarter: growth from quarter to quarter, % (S33.5).
        commit_share: commit in percent of the target that is aimed at in closing (S33.4).
        commit_from: probability from which on a project may be committed, % (S34.8).
        active_months: months after an order during which a customer counts as active (S31.4, M23).
        order_decline: fall of a customer's orders from half-year to half-year that warns, % (S31.4).
        care_key_account: days within which a key account is contacted again (S32.1).
        care_a: the same for a customer of tier A.
        care_b: the same for one of tier B, or of no tier.
        care_c: the same for one of tier C.
        care_ahead: days that birthdays and contacts due are shown ahead.
        kpi_warning: points below which the quarterly assessment warns; `None` as long as none is set (S24.5).
        price_gap: gap to the lowest price from which a bid is called dear, % (M15).
        batch_amount: amount from which an order is paid by batch, money units (S23.4).
        batch_days: days from shipping within which a batch is paid.
        details_days: days from shipping within which finance has the shipping details (S23.3).
        account_benchmark: annual revenue from which an account is high, money units; `None` for the mean (S19.2).
    """

    coverage_minimum: Decimal
    coverage_aim: Decimal
    conversion_gap: Decimal
    loss_over_model: Decimal
    big_deal_share: Decimal
    big_deal_amount: Decimal
    near_months: int
    stale_days: int
    region_share: Decimal
    unlinked_share: Decimal
    visits_per_day: Decimal
    report_workdays: int
    preparation_minutes: int
    duplicate_similarity: int
    small_sample: int
    points_base: int
    points_missing: int
    points_late: int
    fine_missing: Decimal
    price_gap: Decimal
    accuracy_low: Decimal
    accuracy_high: Decimal
    linearity_low: Decimal
    linearity_high: Decimal
    unfulfilled: Decimal
    growth_good: Decimal
    growth_least: Decimal
    growth_quarter: Decimal
    commit_share: Decimal
    commit_from: Decimal
    active_months: int
    order_decline: Decimal
    care_key_account: int
    care_a: int
    care_b: int
    care_c: int
    care_ahead: int
    batch_amount: Decimal
    batch_days: int
    details_days: int
    account_benchmark: Decimal | None = None
    kpi_warning: Decimal | None = None


class ReportsInForce(Struct, frozen=True):
    """From which day on each kind of report is owed; `None` leaves it to what the team hands in (S12.1).

    Attributes:
        weekly: weekly reports and opportunities.
        daily: daily reports.
        visit: visit reports.
        regional: regional reports.
        commit: weekly commits.
        forecast: monthly forecasts.
    """

    weekly: date | None = None
    daily: date | None = None
    visit: date | None = None
    regional: date | None = None
    commit: date | None = None
    forecast: date | None = None


@dataclass(frozen=True)
class Config:
    """A team's `site.yaml` over the shipped defaults.

    Attributes:
        name: the team's name.
        gf_name: what the manufacturer is called (GF).
        languages: site languages; the first is the one at the site's root.
        as_of: the date every figure is computed for, when `site.yaml` pins one.
        dealer_head: id of the dealer's sales head, who owns the 非常重要 focus list (S2.1).
        fiscal_month: month in which the fiscal year begins, 1 for January.
        own_flows: flows of the team's own by key; with the shipped ones in `flows.flows` (S23).
        own_approvals: approval chains of the team's own, by type of request; see `flows.approvals` (S23.9–S23.12).
        approvers: who holds a role that approves: role to ids of people.
        audiences: for whom a site can be built.
        marks: path of a setting to `(line, column, length)` of its value in `site.yaml`.
    """

    name: Label
    gf_name: str
    languages: tuple[str, ...]
    as_of: date | None
    header: Header
    dealer_head: str
    teams: tuple[Team, ...]
    stages: tuple[Stage, ...]
    gates: Gates
    vocabularies: dict[str, Vocabulary]
    money: Money
    calendar: Calendar
    thresholds: Thresholds
    reports: ReportsInForce = field(default_factory=ReportsInForce)
    fiscal_month: int = 1
    own_flows: tuple[Flow, ...] = ()
    own_approvals: tuple[Approval, ...] = ()
    approvers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    audiences: tuple[Audience, ...] = ()
    marks: dict[str, tuple[int, int, int]] = field(default_factory=dict, compare=False, repr=False)

    def place(self, path: str) -> Place:
        """Return where a setting stands in `site.yaml`; its first line when it is not given."""
        line, col, _ = self.marks.get(path, (1, 1, 1))
        return Place("site.yaml", line, col)

    def audience(self, key: str) -> Audience | None:
        """Return the audience with `key`, or `None`."""
        return next((one for one in self.audiences if one.key == key), None)

    @cached_property
    def plain_reader(self) -> PlainReader:
        """The reader of plain front matter, with the lists of values of the team."""
        return PlainReader(self.vocabularies, self.money.unit)

    @cached_property
    def stage_by_key(self) -> dict[str, Stage]:
        """Stages by key, in order."""
        return {stage.key: stage for stage in self.stages}

    def stage(self, key: str) -> Stage:
        """Return the stage with `key`."""
        return self.stage_by_key[key]

    def rank(self, key: str) -> int:
        """Return the rank of a stage: 1 for the first, lost after all others."""
        return self.stage_by_key[key].rank

    def gate_rank(self, gate: str) -> int:
        """Return the rank of the stage a gate points to."""
        return self.rank(getattr(self.gates, gate))

    @cached_property
    def pipeline(self) -> tuple[Stage, ...]:
        """The stages without lost, in order."""
        return tuple(stage for stage in self.stages if stage.counts_as != "lost")

    @cached_property
    def lost(self) -> Stage:
        """The lost stage."""
        return next(stage for stage in self.stages if stage.counts_as == "lost")

    @cached_property
    def open_keys(self) -> frozenset[str]:
        """Keys of the open stages."""
        return frozenset(stage.key for stage in self.stages if stage.counts_as == "open")

    @cached_property
    def won_keys(self) -> frozenset[str]:
        """Keys of the won stages."""
        return frozenset(stage.key for stage in self.stages if stage.counts_as == "won")

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels of probability, the lowest first."""
        return levels_of(self.vocabularies["probability"])

    @cached_property
    def level_by_key(self) -> dict[str, Level]:
        """Levels of probability by key."""
        return {level.key: level for level in self.levels}

    def label(self, vocabulary: str, key: str, lang: str) -> str:
        """Return the label of a value of one of the lists."""
        return self.vocabularies[vocabulary].label_of(key, lang)
