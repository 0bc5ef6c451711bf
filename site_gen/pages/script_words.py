"""The words that scripts put on the screen, kept in one small script per language and not on every page.

Without scripts nobody sees them: pages are complete without the search box, the filters of tables, the theme switch.
"""

from __future__ import annotations

import json

from site_gen.locale.text import N_, NC_, Msg, tr

#: By the name under which scripts know them.
_WORDS: dict[str, Msg] = {
    "all": NC_("filter", "All"),
    "filter": N_("Filter this list"),
    "filters": N_("Filters"),
    "clear": N_("Clear the filters"),
    "shown": N_("{shown} of {all} shown"),
    "unfold": N_("More about {name}"),
    "table": NC_("furniture", "Table"),
    "light": NC_("theme", "Light"),
    "dark": NC_("theme", "Dark"),
    "search": N_("Search"),
    "searchAll": N_("Search all records"),
    "results": N_("Search results"),
    "loading": N_("Loading the index…"),
    "none": N_("Nothing found."),
    "found": N_("{count} found"),
    "failed": N_("The index cannot be read."),
}


def address(lang: str) -> str:
    """Return the address of the script, from the root of the site."""
    return f"static/words-{lang}.js"


def script(lang: str) -> bytes:
    """Return the script of one language."""
    words = {name: tr(text, lang) for name, text in _WORDS.items()}
    return f"var siteWords = {json.dumps(words, ensure_ascii=False, indent=1)};\n".encode()
