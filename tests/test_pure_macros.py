"""Macros that a file names in `pure` are rendered once for equal arguments, and only those."""

from __future__ import annotations

import re

from jinja2 import DictLoader
from markupsafe import Markup

from site_gen.render.environment import SHARED, Shared, make_environment, shipped_theme

FILE = """\
{% set pure = ("kept",) %}
{% macro kept(text, css="") -%}{% set _ = calls.append(text) %}<b class="{{ css }}">{{ text }}</b>{%- endmacro %}
{% macro plain(text) -%}{% set _ = calls.append(text) %}{{ kept(text) }}{%- endmacro %}
"""
PAGE = """{% import "macros/x.html" as x with context %}{{ made(x) }}"""


def made(use):
    """Render a page that gives its macros to `use`; return what they did."""
    calls: list[object] = []
    environment = make_environment().in_language("en")
    environment.loader = DictLoader({"macros/x.html": FILE, "page.html": PAGE})
    names = {"calls": calls, "made": use}
    names[SHARED] = Shared(names)
    text = environment.get_template("page.html").render(names)
    return text, calls


def test_equal_arguments_are_rendered_once_within_and_outside_the_file():
    text, calls = made(lambda x: x.kept("a", css="z") + x.kept("a", css="z") + x.plain("b") + x.plain("b"))
    assert text == '<b class="z">a</b>' * 2 + '<b class="">b</b>' * 2
    assert calls == ["a", "b", "b", "b"]


def test_text_and_markup_of_equal_letters_are_two_things():
    text, _ = made(lambda x: x.kept("<i>") + x.kept(Markup("<i>")) + x.kept("<i>"))
    assert text == '<b class="">&lt;i&gt;</b><b class=""><i></b><b class="">&lt;i&gt;</b>'


def test_what_cannot_be_a_key_is_rendered_each_time():
    text, calls = made(lambda x: x.kept([1]) + x.kept([1]))
    assert text == '<b class="">[1]</b>' * 2
    assert len(calls) == 2


def test_no_import_and_no_macro_is_left_over():
    folder = shipped_theme() / "templates"
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    everything = "\n".join(texts.values())
    idle = []
    for path, text in texts.items():
        for line, name in re.findall(r'(?m)(^\{% import "[^"]+" as (\w+)(?: with context)? %\}$)', text):
            if not re.search(rf"\b{name}\.", text.replace(line, "")):
                idle.append((path.name, name))
        macros = re.findall(r"\{%-? macro (\w+)\(", text)
        idle += [(path.name, one) for one in macros if not re.search(rf"(?<!macro )\b{one}\(", everything)]
    assert idle == []
