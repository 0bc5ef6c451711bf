"""Key-account stages, role gaps and relationships as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_
from site_gen.measures.relationships import Relationships
from site_gen.measures.role_gaps import ProjectGaps, RoleGaps
from site_gen.measures.stage_board import StageBoard
from site_gen.render.figures.base import (
    AMOUNT,
    CASES,
    FIGURE,
    PROJECTS,
    STAGE,
    VALUE,
    Figures,
    Table,
    tables_of,
)
from site_gen.render.words import NOTHING

_PROJECT = N_("Project")


@tables_of(Relationships)
def _relationships(to: Figures, value: Relationships) -> list[Table]:
    num, signed = to.words.num, to.words.signed
    rows, notes = to.cut(
        [
            (
                to.name("contact", one.contact),
                to.name("customer", one.customer),
                num(len(one.meetings)),
                signed(one.closeness),
                signed(one.trust),
            )
            for one in value.people
        ]
    )
    customer = NC_("field", "Customer")
    head = to.head(N_("Key person"), customer, N_("Times met"), N_("Sum of closeness"), N_("Sum of trust"))
    return [Table(head, rows, notes)]


@tables_of(StageBoard)
def _board(to: Figures, value: StageBoard) -> list[Table]:
    label = to.words.label
    stages = tuple((label("key_account_stage", one.stage), *to.tally(one.projects)) for one in value.stages)
    all_ = (to.words.tr(N_("All")), *to.tally(value.projects))
    rows, notes = to.cut(
        [
            (
                label("key_account_stage", stage.stage),
                to.name("project", row.project),
                to.words.num(len(row.holders)),
                _listed(to, row.missing),
            )
            for stage in value.stages
            for row in stage.rows
        ]
    )
    people = to.head(STAGE, _PROJECT, N_("People with a role"), N_("Roles not known"))
    return [
        Table(to.head(STAGE, PROJECTS, AMOUNT), (*stages, all_)),
        *to.ratios([(N_("Roles known"), value.covered)]),
        Table(people, rows, notes),
    ]


@tables_of(RoleGaps)
def _gaps(to: Figures, value: RoleGaps) -> list[Table]:
    words = to.words
    counts = (
        (N_("Without a coach"), value.without_coach),
        (N_("With a key decision maker out of touch"), value.silent),
        (N_("With a key decision maker against us"), value.deciding_against),
    )
    whole = (
        words.tr(N_("Nothing open about the people")),
        to.percent(value.complete),
        words.num(value.complete.denominator),
    )
    cases = tuple(
        (words.tr(text), words.num(len(found)), words.num(len(value.projects))) for text, found in counts
    )
    rows, notes = to.cut([_row(to, one) for one in value.projects])
    head = to.head(
        _PROJECT,
        STAGE,
        N_("Roles not known"),
        N_("Decides and is out of touch"),
        N_("Decides and is against us"),
    )
    return [Table(to.head(FIGURE, VALUE, CASES), (whole, *cases)), Table(head, rows, notes)]


def _row(to: Figures, one: ProjectGaps) -> tuple[str, ...]:
    names = [to.name("contact", silent.contact) for silent in one.silent]
    against = [to.name("contact", ident) for ident in one.deciding_against]
    return (
        to.name("project", one.project),
        to.words.stage(one.stage),
        _listed(to, one.missing),
        to.words.join(names) or NOTHING,
        to.words.join(against) or NOTHING,
    )


def _listed(to: Figures, roles: tuple[str, ...]) -> str:
    return to.words.join([to.words.label("decision_role", role) for role in roles]) or NOTHING
