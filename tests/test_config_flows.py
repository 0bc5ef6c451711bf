"""Flows and approval chains: the shipped ones, a team's own, and every mistake with its place (S23)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from site_gen.config import default_config, read_config
from site_gen.config.flow import reached
from site_gen.config.flows import approvals, flows
from site_gen.locale.text import LANGUAGES

OWN = """name: T
flows:
  - key: visit
    title: {zh: 来访, en: Visitors}
    orders: yes
    steps:
      - {key: a, type: start, title: Start}
      - {key: b, title: Ask}
      - {key: c, type: note, title: Politely}
      - key: d
        type: decision
        title: Known?
        edges:
          - {to: b, label: no}
          - {to: e, label: yes}
      - {key: e, type: end, title: End}
"""


def found(text: str) -> list[str]:
    return [f"{d.place.line}:{d.place.col} {d.code}" for d in read_config(text)[1]]


def test_every_flow_of_the_source_is_shipped():
    shipped = flows(default_config("T"))
    sources = " ".join(flow.source for flow in shipped.values())
    for number in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14):
        assert f"S23.{number}" in sources.replace(",", "").split(), number
    assert [key for key, flow in shipped.items() if flow.orders] == ["processing", "trading"]


@pytest.mark.parametrize("flow", list(flows(default_config("T")).values()), ids=lambda flow: flow.key)
def test_shipped_flows_are_whole_in_every_language(flow):
    assert {step.key for step in flow.steps} == reached(flow.steps)
    for step in flow.steps:
        for text in (step.title, step.text, step.who, step.form, step.approver):
            assert not text.by_language or all(dict(text.by_language).get(lang) for lang in LANGUAGES)
    assert all(dict(flow.missing.by_language).get(lang) for lang in LANGUAGES)


def test_the_steps_of_the_source_keep_their_numbers():
    numbers = [step.number for step in flows(default_config("T"))["processing"].steps if step.number]
    assert list(dict.fromkeys(numbers)) == [
        *map(str, range(1, 8)), "10", "11", "12", "16", "17", "18", "24", "25", "26",
    ]  # fmt: skip


def test_a_team_adds_a_flow_and_replaces_one():
    config, problems = read_config(OWN)
    assert problems == []
    assert list(flows(config))[-1] == "visit"
    mine = flows(config)["visit"]
    assert [edge.to for edge in mine.by_key["b"].edges] == ["d"]  # a note is no step to go to
    assert [step.key for step in mine.tasks] == ["b", "d"]
    assert config.vocabularies["flow"].keys == ("processing", "trading", "visit")
    config, _ = read_config(OWN.replace("key: visit", "key: returns"))
    assert flows(config)["returns"].title.get("en") == "Visitors"
    assert len(flows(config)) == len(flows(default_config("T")))


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("to: e", "to: x", "15:18 SG901"),
        ("- {key: b, title: Ask}", "- {key: b, title: Ask, edges: [{to: e}]}", "10:14 SG902"),
        ("          - {to: b, label: no}\n", "", "10:14 SG903"),
        ("type: start, ", "", "7:7 SG905"),
        ("key: c, type: note", "key: b, type: note", "9:15 SG503"),
        ("type: note", "type: nothing", "9:24 SG303"),
    ],
)
def test_mistakes_in_a_flow_stand_at_their_place(before, after, place):
    assert before in OWN
    got = found(OWN.replace(before, after))
    assert place in got
    assert read_config(OWN.replace(before, after))[0] is None


def test_a_way_to_nowhere_is_told_with_the_step_that_was_meant():
    (problem,) = (d for d in read_config(OWN.replace("to: b,", "to: bb,"))[1] if d.code == "SG901")
    assert str(problem.place) == "site.yaml:14:18"
    assert dict(problem.args)["options"] == ("a", "b", "d", "e")


def test_a_flow_that_does_not_close_leads_nowhere():
    text = OWN.replace("      - {key: e, type: end, title: End}\n", "").replace("to: e", "to: a")
    codes = {line.split()[1] for line in found(text + "      - {key: z, title: Z}\n")}
    assert codes == {"SG902", "SG904", "SG905"}


def test_chains_of_the_source_and_of_a_team():
    shipped = approvals(default_config("T"))
    assert [(a.quality, a.above, a.care) for a in shipped["return"]] == [
        ("yes", Decimal(2), True), ("", Decimal(2), True), ("yes", None, False), ("", None, False),
    ]  # fmt: skip
    assert shipped["sample"][0].chain == ("operations_director",)
    config, problems = read_config("name: T\napprovals:\n  - {type: sample, chain: [general_manager]}\n")
    assert problems == []
    assert [a.chain for a in approvals(config)["sample"]] == [("general_manager",)]
    assert approvals(config)["return"] == shipped["return"]


def test_unknown_roles_and_types_are_told():
    text = "name: T\napprovals:\n  - {type: smple, chain: [finance, bos]}\napprovers:\n  - {role: boss, who: [li]}\n"
    assert [line.split()[1] for line in found(text)] == ["SG303"] * 3
    assert found(text)[0].startswith("3:12")
