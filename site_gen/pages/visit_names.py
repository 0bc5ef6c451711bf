"""What visits are called on pages: the customer and the day, never the file's name."""

from __future__ import annotations

from markupsafe import Markup

from site_gen.locale.text import N_
from site_gen.pages import names
from site_gen.pages.view import View
from site_gen.records import Visit


def customer_name(view: View, ident: str) -> str:
    """Return the short name of a customer, else the full one, else its id."""
    return names.customer_name(view.book, ident)


def visit_title(view: View, visit: Visit) -> str:
    """Return what a visit or call is called: `恒泰化工 2026/11/18 拜访`."""
    return names.record_name(visit, view.book, view.words)


def visit_link(view: View, visit: Visit, text: str = "") -> Markup:
    """Return a link to a visit's report, called by its day and customer unless `text` is given."""
    return view.link("visit", visit.id, text)


def brief_title(view: View, visit: Visit) -> str:
    """Return what a visit's POPSA brief is called."""
    return view.tr(
        N_("POPSA {customer}, {date}"),
        customer=customer_name(view, visit.customer),
        date=view.words.date(visit.date),
    )
