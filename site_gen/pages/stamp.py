"""What a site is of: audience, day, commit, number of records and of problems, kept in one small style sheet per language.

These words stand at the foot and in the printed margin of every page. As generated content of a style sheet they
may change, with each commit or each new warning, without any page changing.
"""

from __future__ import annotations

import re

from site_gen.locale.text import N_
from site_gen.pages import margin
from site_gen.pages.audience import may_mend
from site_gen.pages.view import Site
from site_gen.render.words import Words

#: What could end a CSS string or the `<style>` element around it.
_UNSAFE = re.compile(r'["\\<>&\n\r\f]')


def address(lang: str) -> str:
    """Return the address of the style sheet, from the root of the site."""
    return f"static/stamp-{lang}.css"


def sheet(site: Site, lang: str) -> bytes:
    """Return the style sheet of one language."""
    book = site.book
    words = Words(lang, book.config)
    commit = words.tr(N_("commit {commit}"), commit=site.commit) if site.commit else ""
    files = words.tr(N_("{count} record files read"), count=words.num(book.files))
    counts = {"errors": words.num(len(book.errors)), "warnings": words.num(len(book.warnings))}
    problems = words.tr(N_("{errors} errors, {warnings} warnings"), **counts)
    problems = problems if may_mend(book) else ""
    number = margin.number(words, "\0", "\1")
    line = css_string(f"{margin.right(book, words, site.commit)} · {number}")
    counted = line.replace("\0", '" counter(page) "').replace("\1", '" counter(pages) "')
    head = margin.head(book, words)
    lines = [
        '@charset "utf-8";',
        f"@page{{@bottom-right{{content:{counted}}}}}",
        *([f"@page{{@top-right{{content:{css_string(head)}}}}}"] if head else ()),
        *(
            # What is not known takes no place, and no separator, either.
            f".stamp-{name}::before{{content:{css_string(text)}}}"
            if text
            else f".stamp-{name}{{display:none}}"
            for name, text in (
                ("audience", margin.said_for(book, words)),
                ("commit", commit),
                ("files", files),
                ("problems", problems),
            )
        ),
    ]
    return ("\n".join(lines) + "\n").encode()


def css_string(text: str) -> str:
    """Return a text as a CSS string that is safe inside a `<style>` element."""
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
