"""The colours of the theme: readable in both schemes, in one place, the ramp of stages in order."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import ROOT

STATIC = ROOT / "themes" / "default" / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
STAGES = range(1, 9)
WORDS = ("ink", "muted", "accent", "good", "warn", "bad")


def block(selector: str) -> dict[str, str]:
    body = TOKENS[TOKENS.index(selector) + len(selector) :].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body))


SCHEMES = {"light": block(":root {"), "dark": block(':root[data-theme="dark"] {')}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert round(contrast("#000000", "#ffffff"), 6) == 21


def test_both_dark_blocks_are_equal_and_name_every_colour():
    assert block(':root:not([data-theme="light"]) {') == SCHEMES["dark"]
    assert SCHEMES["dark"].keys() == SCHEMES["light"].keys()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["ground", "sunk"])
@pytest.mark.parametrize("word", WORDS)
def test_words_reach_aa(scheme, ground, word):
    colours = SCHEMES[scheme]
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_on_colour_reach_aa(scheme):
    colours = SCHEMES[scheme]
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    assert contrast(colours["on-lost"], colours["lost"]) >= 4.5
    for number in STAGES:
        assert contrast(colours[f"on-stage-{number}"], colours[f"stage-{number}"]) >= 4.5, number


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_and_lost_stand_out_from_the_ground(scheme):
    colours = SCHEMES[scheme]
    assert contrast(colours["control"], colours["ground"]) >= 3
    assert contrast(colours["lost"], colours["ground"]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_stages_go_from_pale_to_deep_away_from_the_ground(scheme):
    colours = SCHEMES[scheme]
    steps = [contrast(colours[f"stage-{number}"], colours["ground"]) for number in STAGES]
    assert steps == sorted(steps)
    assert all(later / earlier >= 1.1 for earlier, later in pairwise(steps))


def test_colours_are_named_only_in_the_tokens():
    """Sheets of paper forms, black on white everywhere, may name theirs."""
    for path in sorted((STATIC / "css").glob("*.css")):
        if path.name in {"tokens.css", "print.css"}:
            continue
        screen = re.sub(r"@media print \{.*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        screen = re.sub(r"/\*.*?\*/", "", screen, flags=re.DOTALL)
        uses = re.findall(r"(?<![\w-])(?!--)([a-z-]+):[^;{}]*#[0-9a-fA-F]{3,8}\b", screen)
        assert uses == [], path.name


def test_no_rule_stands_in_two_sheets_and_the_frame_styles_every_title_line():
    """A part that several sheets style looks one way or the other by which of them a page loads, or loads last."""
    found: dict[str, list[str]] = {}
    for path in sorted(STATIC.rglob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        plain = re.sub(r"@[a-z-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
        for rule in re.findall(r"[^{}]+\{[^{}]*\}", plain):
            found.setdefault(" ".join(rule.split()), []).append(path.name)
    assert {rule: names for rule, names in found.items() if len(names) > 1} == {}
    frame = (STATIC / "css/frame.css").read_text(encoding="utf-8")
    for part in (".title-aside {", ".weeks {", "h1 .status {", ".page-links {"):
        assert f"\n{part}" in frame


def test_no_gradient_shadow_font_file_or_outside_address():
    for path in sorted(STATIC.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert "http" not in text, path.name
        assert "@import" not in text, path.name
        assert "text-shadow" not in text, path.name
        assert not re.search(r"url\((?!data:)", text), path.name
