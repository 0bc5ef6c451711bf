"""Markdown of records: what is quick is what the engine says, and headings and links fit the page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_gen.records import FORMS
from site_gen.render.markdown import markdown

ENGINE = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable(["table", "strikethrough"])
    .disable(["image"])
)
#: Letters of several scripts, digits, white space of all kinds, and every sign that means something.
SIGNS = "ab中文é1９２.)(-+:;\"'=/%$^{}? \t\n\x0b\x00\u00a0\u3000\u2028，。；：（）、#>|~`*_[]<>&!\\"
LINES = (
    '介质32%烧碱，压力"1.0"',
    "10月 ok",
    "a: b",
    "---",
    "===",
    "1. x",
    "2) y",
    "x  - y",
    "- x",
    "http://x.y",
    "",
)


def here(href: str) -> str | None:
    """Resolve no link."""
    del href
    return None


@given(
    st.text(SIGNS, max_size=24)
    | st.lists(st.sampled_from(LINES), max_size=4).map("\n".join)
    | st.lists(st.sampled_from(LINES), max_size=4).map("  \n".join)
)
@example('18 "x"\n10月22日进入本阶段')
@example("a\n===")
@example("a\n---")
@example("a \nb")
@example("a　\nb")
def test_quick_way_says_what_the_engine_says(text):
    told = ENGINE.render(text)
    if "<h" not in told.replace("<hr", "") and "<a " not in told:
        assert markdown(text, here) == (told if text.strip() else "")


def test_quick_way_says_what_the_engine_says_of_every_text_of_the_sample(sample_book):
    texts = {
        str(getattr(record, name))
        for kind, form in FORMS.items()
        for record in sample_book.of_kind(kind).values()
        for name in (*form.prose, "notes")
    }
    assert len(texts) > 100
    for text in sorted(texts - {""}):
        told = ENGINE.render(text)
        if "<h" not in told and "<a " not in told:
            assert markdown(text, here) == told


@pytest.mark.parametrize("text", ["# Title", "Title\n=====", " # Title", "> # Title", "- # Title"])
def test_headings_however_written_stand_below_those_of_the_page(text):
    assert "<h3>Title</h3>" in markdown(text, here)
    assert "<h4>Title</h4>" in markdown(text, here, heading=4)


def test_links_are_those_of_the_page():
    text = "see [it](../projects/x.md) and <https://a.example>"
    assert 'href="a.html"' in markdown(text, lambda _: "a.html")
    assert 'href="b.html"' in markdown(text, lambda _: "b.html")
    assert 'rel="noopener noreferrer nofollow"' in markdown(text, here)
