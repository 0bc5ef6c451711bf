"""`site.yaml`: defaults, extension, replacement, and every mistake with its place."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.config import default_config, read_config

FIVE_STAGES = """\
name: {en: Team, zh: 团队}
languages: [en]
stages:
  - {key: prospect, model: 100, label: Prospecting}
  - {key: engage, model: 50}
  - {key: offer, model: 30}
  - {key: won, model: 20, counts_as: won}
  - {key: gone, counts_as: lost}
gates: {qualified: engage, complete: offer, quoted: offer, signed: won, ordered: won}
money: {currency: USD, unit: USD, factor: 1, second_currency: ""}
"""


def found(text: str) -> list[str]:
    return [f"{d.place.line}:{d.place.col} {d.code}" for d in read_config(text)[1]]


def test_a_name_is_enough():
    config = default_config("Team")
    assert config.name.get("en") == "Team"
    assert [stage.code for stage in config.stages] == list("LOSQAOPX")
    assert [stage.model for stage in config.pipeline] == [100, 60, 40, 20, 10, 10, 10]
    assert config.thresholds.preparation_minutes == 30
    assert config.vocabularies["importance"].entry("important").fact("cap") == 5


@pytest.mark.parametrize(("amount", "converted"), [(200, 317), (50, 79), (300, 476), (400, 635), (0, 0)])
def test_money_is_converted_as_in_the_source(amount: int, converted: int):
    assert default_config("T").money.convert(Decimal(amount)) == converted


def test_a_team_with_five_stages_and_dollars():
    config, problems = read_config(FIVE_STAGES)
    assert problems == []
    assert config.lost.key == "gone"
    assert config.open_keys == {"prospect", "engage", "offer"}
    assert config.gate_rank("complete") == 3
    assert config.money.second_currency == ""
    assert config.languages == ("en",)
    assert config.name.get("zh-Hant") == "团队"


def test_lists_are_replaced_or_extended():
    text = (
        "name: T\nvocabularies:\n  product:\n    - {key: pumps, label: {zh: 泵, en: Pumps}}\n"
        "extend:\n  vertical:\n    - {key: textile, label: 纺织}\n    - {key: water, label: 水务}\n"
    )
    config, problems = read_config(text)
    assert problems == []
    assert config.vocabularies["product"].keys == ("pumps",)
    assert config.vocabularies["vertical"].keys[-1] == "textile"
    assert config.label("vertical", "water", "zh-Hans") == "水务"


def test_a_list_may_have_its_own_label():
    config, _ = read_config("name: T\nvocabularies:\n  product:\n    label: 品类\n    entries: [{key: a}]\n")
    assert config.vocabularies["product"].label.get("en") == "品类"


def test_labels_and_aliases_of_a_fixed_list_may_change():
    config, problems = read_config("name: T\nvocabularies:\n  side: [{key: gf, label: 厂商}]\n")
    assert problems == []
    assert config.vocabularies["side"].keys == ("dealer", "gf")
    assert config.label("side", "gf", "en") == "厂商"


def test_a_warning_does_not_make_the_configuration_unusable():
    config, problems = read_config("name: A #1 team\n")
    assert config is not None or [d.severity for d in problems] == ["warning"]
    rising = FIVE_STAGES.replace("model: 30", "model: 60")
    config, problems = read_config(rising)
    assert [d.code for d in problems] == ["SG508"]
    assert config is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 SG302"]),
        ("# nothing\n", ["1:1 SG302"]),
        ("- a\n", ["1:1 SG207"]),
        ("nam: x\n", ["1:1 SG301"]),
        ("name:\n", ["1:1 SG317"]),
        ("name: x\nname: y\n", ["2:1 SG203"]),
        ("name：x\n", ["1:5 SG202"]),
        ("name:x\n", ["1:5 SG208"]),
        ('name: "x\nas_of: 2026-02-30\n', ["1:7 SG201", "2:8 SG305"]),
        ("name: x\n\x07\n", ["2:1 SG102"]),
        ("name: x\n<<<<<<< a\n=======\n>>>>>>> b\n", ["2:1 SG103"]),
        ("name: x\nlanguages: [fr]\n", ["2:13 SG303"]),
        ("name: {fr: x}\n", ["1:8 SG303"]),
        ("name: [a]\n", ["1:7 SG310"]),
        ("name: x\nmoney: {rate: 0}\n", ["2:15 SG308"]),
        ("name: x\nvocabularies: {importance: []}\n", ["2:16 SG317"]),
        ("name: x\nvocabularies: [a]\n", ["2:15 SG323"]),
        ("name: x\ngates: {quoted: nowhere}\n", ["2:17 SG502"]),
        ("name: x\ncalendar: {holidays: [2026-10-01], makeup: [2026-10-01]}\n", ["2:45 SG506"]),
        ("name: x\ncalendar: {workdays: []}\n", ["2:22 SG317"]),
        ("name: x\ncalendar: {workdays: [8]}\n", ["2:23 SG308", "2:22 SG317"]),
        ("name: x\nteams: [{key: a}, {key: a}]\n", ["2:25 SG503"]),
        ("name: x\n--- \nname: y\n", ["2:1 SG201"]),
    ],
)
def test_every_mistake_has_its_place(text: str, expected: list[str]):
    assert sorted(found(text)) == sorted(expected)


def test_the_calendar_knows_holidays_and_makeup_days():
    text = "name: T\ncalendar:\n  holidays: [2026-10-01, 2026-10-02]\n  makeup: [2026-10-10]\n"
    calendar = read_config(text)[0].calendar
    assert calendar.add_workdays(dt.date(2026, 9, 30), 1) == dt.date(2026, 10, 5)
    assert calendar.is_workday(dt.date(2026, 10, 10))
    assert not calendar.is_workday(dt.date(2026, 10, 11))


_PIECES = st.sampled_from(
    [
        "name: x\n",
        "stages:\n",
        "  - {key: a, counts_as: won}\n",
        "  - {key: ",
        "vocabularies:\n",
        "  importance:\n",
        "    - {key: b}\n",
        "gates: ",
        "{",
        "}",
        "[",
        "]",
        "money: ",
        "calendar: {workdays: [1]}\n",
        "teams: ",
        "extend: ",
        "header: ",
        "thresholds: ",
        "x",
        "\n",
        "- ",
        '"',
        "：",
        "  side: [{key: z}]\n",
        "languages: ",
    ]
)


@settings(max_examples=int(os.environ.get("SITE_GEN_EXAMPLES", "150")), deadline=None)
@given(st.lists(_PIECES, max_size=20))
def test_any_configuration_is_read_or_refused_with_a_reason(parts: list[str]):
    text = "".join(parts)
    config, problems = read_config(text)
    assert config is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        problem.message("zh-Hant")
