"""Measures as JSON and as reference: the documented shape, and docs that are fresh."""

from __future__ import annotations

import inspect
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from measure_books import FIVE, book, projects
from msgspec import Struct

import site_gen.measures
from site_gen.locale.text import LANGUAGES
from site_gen.measures import reference
from site_gen.measures.conversion import conversion
from site_gen.measures.export import described, encoded, payload, to_json
from site_gen.measures.funnel import funnel
from site_gen.measures.reference import measures_reference
from site_gen.measures.registry import MEASURES, find, suggest
from site_gen.measures.scope import COMPANY, Scope, all_scopes, find_scope, nearest_scope
from site_gen.render.figures import Figures
from site_gen.render.words import Words

DOCS = Path(__file__).resolve().parent.parent / "docs"
assert site_gen.measures


@pytest.fixture(scope="module")
def team():
    return book(
        projects(
            "a lead 10.5", "b solution 20 owner=zhao customer=hua products=[pipes] purchase_date=2026-12-01"
        )
    )


def test_a_measure_is_an_object_that_says_what_it_is(team):
    found = payload(team, Scope("team", "east"), MEASURES["M2"])
    assert {key: found[key] for key in ("schema", "measure", "key", "unit", "scope", "as_of")} == {
        "schema": "site-gen/measure/1",
        "measure": "M2",
        "key": "funnel",
        "unit": "mixed",
        "scope": "team:east",
        "as_of": "2026-11-18",
    }
    assert found["money"] == {"currency": "CNY", "factor": 10000}
    assert found["value"]["stages"][0] == {
        "stage": "lead",
        "projects": {"ids": ["a"], "amount": 10.5, "without_amount": [], "count": 1},
        "model": 100,
    }


def test_ratios_carry_their_parts(team):
    step = to_json(conversion(team, COMPANY).steps[0])
    assert step["by_count"] == {"numerator": 1, "denominator": 2, "percent": 50, "value": 0.5}
    nothing = to_json(conversion(book({}), COMPANY).steps[0])
    assert nothing["by_count"] == {"numerator": 0, "denominator": 0, "percent": None, "value": None}


def test_values_become_plain_json():
    assert to_json((Decimal("1.50"), Decimal("3E+2"), date(2026, 1, 2), None, True)) == [
        1.5,
        300,
        "2026-01-02",
        None,
        True,
    ]


@pytest.mark.parametrize("site", ["", FIVE], ids=["seven", "five"])
def test_every_measure_of_every_scope_can_be_written_and_shown(site):
    stage = "talk" if site else "solution"
    made = book(projects(f"a {stage} 10 products=[pipes] purchase_date=2026-12-01"), site)
    for scope in all_scopes(made):
        for measure in MEASURES.values():
            result = measure.compute(made, scope)
            assert isinstance(result, Struct)
            assert json.loads(json.dumps(payload(made, scope, measure)))["value"]
            for lang in LANGUAGES:
                tables = Figures(made, Words(lang, made.config)).tables(result)
                assert tables
                assert all(len(row) == len(table.head) for table in tables for row in table.rows)


def test_a_result_is_computed_once_per_book(team):
    assert funnel(team, COMPANY) is funnel(team, COMPANY)
    assert funnel(team, COMPANY) is MEASURES["M2"].compute(team, Scope("company"))


def test_definitions_name_the_team_s_own_thresholds_and_stages():
    made = book({}, FIVE + "thresholds: {coverage_minimum: 180}\n")
    assert "180%" in MEASURES["M10"].define(made.config, "en")
    assert "“Deal”" in MEASURES["M4"].define(made.config, "en")
    for measure in MEASURES.values():
        for lang in LANGUAGES:
            text = measure.define(made.config, lang)
            assert "{" not in text, (measure.id, lang)


def test_measures_are_found_by_id_or_key_and_suggested():
    assert [m.id for m in (find("m4"), find("conversion"), find("S1.18")) if m] == ["M4", "M4", "S1.18"]
    assert (find("M99"), suggest("conversoin")) == (None, "conversion")
    ids = list(MEASURES)
    assert ids[:3] == ["M1", "M2", "M3"]
    assert ids.index("M10") > ids.index("M9")
    assert len({m.key for m in MEASURES.values()}) == len(MEASURES)


def test_scopes_are_found_by_id_label_and_name(team):
    assert find_scope(team, "team:East") == Scope("team", "east")
    assert find_scope(team, "person:李伟") == Scope("person", "li")
    assert find_scope(team, "province:江苏") == Scope("province", "jiangsu")
    assert find_scope(team, "month:2026-12") == Scope("month", "2026-12")
    assert find_scope(team, "company") == COMPANY
    for wrong in ("month:2026-13", "person:nobody", "team", "company:x", "colour:red", "", "team:"):
        assert find_scope(team, wrong) is None, wrong
    assert nearest_scope(team, "team:eats") == "team:east"
    assert nearest_scope(team, "person:李威") == "person:li"
    assert nearest_scope(team, "companny") == "company"
    assert nearest_scope(team, "person:") is None


def test_the_reference_of_measures_is_fresh():
    """Run `python tools/reference.py` when this fails."""
    assert (DOCS / "measures.md").read_text(encoding="utf-8") == measures_reference()


def test_every_field_of_a_result_is_explained():
    """Small classes say it in their summary; the others list every field."""
    for result in {reference._result(measure) for measure in MEASURES.values()}:
        for cls in {result, *reference._inside(result)}:
            said = reference._attributes(inspect.getdoc(cls) or "")
            names = set(cls.__struct_fields__)
            assert set(said) == names if said else len(names) <= 5, (cls.__name__, names ^ set(said))


def test_data_files_hold_what_stats_prints(team):
    for measure in MEASURES.values():
        known = described(team, COMPANY, measure)
        assert json.loads(encoded(known)) == json.loads(json.dumps(to_json(known))), measure.id


def test_a_number_of_more_than_64_bits_is_written_too():
    value = {"amount": Decimal(10) ** 30, "name": "万元"}
    assert encoded(value) == '{"amount":1000000000000000000000000000000,"name":"万元"}'.encode()
    with pytest.raises(TypeError):
        encoded({"what": object()})
