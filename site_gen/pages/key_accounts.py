"""The stage board of key accounts: projects by the four stages, their people, and what is to be done (S13.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import N_, NC_
from site_gen.measures.role_gaps import RoleGaps, role_gaps
from site_gen.measures.scope import COMPANY
from site_gen.measures.stage_board import StageBoard, stage_board
from site_gen.pages import addresses, data
from site_gen.pages.page import Page
from site_gen.pages.role_rows import gap_sentences, grounds_in_words, guidance
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the board."""
    del book
    yield Page(
        url=addresses.KEY_ACCOUNTS,
        template="key_accounts.html",
        title=lambda view: view.tr(NC_("page", "Key accounts")),
        build=_build,
        section="key-accounts",
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    board, gaps = stage_board(book, COMPANY), role_gaps(book, COMPANY)
    by_project = {one.project: one for one in gaps.projects}
    rows = [row for stage in board.stages for row in stage.rows]
    return {
        "board": board,
        "gaps": gaps,
        "roles": book.config.vocabularies["decision_role"].keys,
        "meanings": _meanings(view),
        "guidance": {stage.stage: guidance(view, stage.stage) for stage in board.stages},
        "grounds": {row.project: grounds_in_words(view, row.grounds) for row in rows},
        "open": {row.project: gap_sentences(view, by_project[row.project]) for row in rows},
        "others": [one for one in gaps.projects if one.project not in {row.project for row in rows}],
        "other_gaps": {one.project: gap_sentences(view, one) for one in gaps.projects},
        "finding": _finding(view, board, gaps),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _meanings(view: View) -> list[tuple[str, str]]:
    """Return the roles in the decision with what each is and how to deal with it (S15.1)."""
    entries = view.book.config.vocabularies["decision_role"]
    texts = [(entry.key, entry.fact("description")) for entry in entries]
    return [(view.words.label("decision_role", key), view.tr(text)) for key, text in texts if text]  # type: ignore[arg-type]  # a Label, by the form


def _finding(view: View, board: StageBoard, gaps: RoleGaps) -> str:
    words = view.words
    if not board.projects.count:
        return view.tr(N_("No key-account project is open."))
    text = N_("Open key-account projects: {count}, {amount} {unit}; roles known: {share}.")
    parts = [
        view.tr(
            text,
            count=words.num(board.projects.count),
            amount=words.money(board.projects.amount),
            unit=words.money_unit(),
            share=words.percent(board.covered.percent),
        )
    ]
    ours = set(board.projects.ids)
    without = len(ours.intersection(gaps.without_coach))
    silent = len(ours.intersection(gaps.silent))
    against = len(ours.intersection(gaps.deciding_against))
    if without:
        parts.append(view.tr(N_("Without a coach: {count}."), count=words.num(without)))
    if silent:
        parts.append(view.tr(N_("With a key decision maker out of touch: {count}."), count=words.num(silent)))
    if against:
        parts.append(view.tr(N_("With a key decision maker against us: {count}."), count=words.num(against)))
    return ("" if words.chinese else " ").join(parts)
