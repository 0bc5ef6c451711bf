"""Templates compiled by `LeanCode` do what Jinja says they do."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from site_gen.render.environment import SHARED, Shared, make_environment

MACROS = """\
{% macro box(text, tone="info") -%}<p class="{{ tone }}">{{ text }}{{ ask(text) }}</p>{%- endmacro %}
{% macro around() -%}<div>{{ caller() }}</div>{%- endmacro %}
{% macro extra() -%}{{ kwargs.a }}{{ varargs[0] }}{%- endmacro %}
{% macro two(item, class="c") -%}{{ box(item.text, tone=class) }}{%- endmacro %}
"""
BASE = "<{% block head %}base {{ word }}{% endblock %}>{% set found %}{% block body %}{% endblock %}{% endset %}[{{ found }}]"


def rendered(page, **names):
    """Render a page that may use the macros and the base of this file."""
    environment = make_environment().in_language("en")
    environment.loader = DictLoader({"macros/x.html": MACROS, "base.html": BASE, "page.html": page})
    names = {"ask": lambda text: f"?{text}", **names}
    names[SHARED] = Shared(names)
    return environment.get_template("page.html").render(names)


def macro(call, **names):
    """Render the outcome of a macro."""
    return rendered('{% import "macros/x.html" as x with context %}' + call, **names)


def test_a_macro_takes_arguments_by_place_and_name_and_escapes_them():
    assert macro('{{ x.box("<") }}') == '<p class="info">&lt;?&lt;</p>'
    assert (
        macro('{{ x.box(tone="bad", text=safe) }}', safe=Markup("<b>")) == '<p class="bad"><b>?&lt;b&gt;</p>'
    )


def test_an_argument_that_is_not_given_is_an_error_where_it_is_shown():
    with pytest.raises(UndefinedError, match="parameter 'text' was not provided"):
        macro("{{ x.box() }}")


def test_an_argument_that_there_is_none_of_is_an_error():
    with pytest.raises(TypeError, match="tune"):
        macro('{{ x.box("a", tune="bad") }}')


def test_a_macro_wraps_what_a_call_block_holds():
    assert macro("{% call x.around() %}<i>{{ 1 }}</i>{% endcall %}") == "<div><i>1</i></div>"
    with pytest.raises(UndefinedError, match="No caller defined"):
        macro("{{ x.around() }}")


def test_arguments_beyond_those_named_and_names_that_python_keeps_for_itself_are_left_to_jinja():
    assert macro('{{ x.extra("v", a="k") }}') == "kv"
    assert macro("{{ x.two({'text': 't'}) }}") == '<p class="c">t?t</p>'


def test_what_is_no_attribute_is_an_item_and_otherwise_undefined():
    assert rendered("{{ d.a.b }}{{ d.nothing is defined }}", d={"a": {"b": 1}}) == "1False"
    with pytest.raises(UndefinedError, match="nothing"):
        rendered("{{ d.nothing }}", d={})


def test_blocks_stand_where_the_base_has_them_and_know_the_one_they_replace():
    page = '{% extends "base.html" %}{% block head %}own, {{ super() }}{% endblock %}{% block body %}{{ word }}{% endblock %}'
    assert rendered(page, word="&") == "<own, base &amp;>[&amp;]"


def test_what_a_page_sets_and_imports_is_seen_in_its_blocks():
    page = (
        '{% extends "base.html" %}{% import "macros/x.html" as x with context %}{% set word = "set" %}'
        "{% block head %}{{ word }}{% endblock %}{% block body %}{{ x.box(1) }}{% endblock %}"
    )
    assert rendered(page) == '<set>[<p class="info">1?1</p>]'


def test_macros_are_read_once_for_all_pages_of_a_language():
    environment = make_environment().in_language("en")
    page = '{% import "macros/x.html" as x with context %}{{ x.box(word) }}{{ seen(x) }}'
    environment.loader = DictLoader({"macros/x.html": MACROS, "page.html": page})
    seen: list[object] = []
    names = {"ask": lambda text: "", "seen": lambda x: seen.append(x) or ""}
    names[SHARED] = Shared(names)
    template = environment.get_template("page.html")
    assert [template.render({**names, "word": word}) for word in "ab"] == [
        f'<p class="info">{word}</p>' for word in "ab"
    ]
    assert seen[0] is seen[1]
