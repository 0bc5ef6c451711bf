"""Supply forecast: planned amount by product and month (S1.18), one row of bars per product."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.columns import FIGURE, Columns
from site_gen.charts.measure import text_width, wrap
from site_gen.charts.sheet import finish, listed, nothing, sentences, with_unit
from site_gen.charts.slot import Slot
from site_gen.locale.text import N_, NC_, tr

_EMPTY = N_("No planned purchases in these months.")
_ZERO = Decimal(0)


class SupplyProduct(Struct, frozen=True):
    """A product category with one amount per slot; `hrefs`, where given, has one address per slot."""

    label: str
    amounts: tuple[Decimal, ...]
    hrefs: tuple[str, ...] = ()
    href: str = ""

    def total(self) -> Decimal:
        """Return the amount over all slots."""
        return sum(self.amounts, _ZERO)


class SupplyInput(Struct, frozen=True):
    """What the supply forecast shows; projects without a date want a last slot of their own."""

    lang: str
    unit: str
    slots: tuple[Slot, ...]
    products: tuple[SupplyProduct, ...]
    title: str = ""


def supply(given: SupplyInput) -> Chart:
    """Draw the products in the order given, all on one scale."""
    table = _table(given)
    if not any(amount > 0 for product in given.products for amount in product.amounts):
        return nothing(tr(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _by_slot(given: SupplyInput) -> list[Decimal]:
    return [
        sum((product.amounts[number] for product in given.products), _ZERO)
        for number in range(len(given.slots))
    ]


def _finding(given: SupplyInput) -> str:
    sums = _by_slot(given)
    peak = max(range(len(sums)), key=lambda number: (sums[number], -number))
    return tr(
        N_("Most is planned for {month}: {amount} of {total} {unit}."),
        given.lang,
        month=given.slots[peak].long,
        amount=figures.amount(sums[peak]),
        total=figures.amount(sum(sums, _ZERO)),
        unit=given.unit,
    )


def _alt(given: SupplyInput) -> str:
    clauses = tuple(
        tr(
            N_("{product}: {amount} {unit}"),
            given.lang,
            product=product.label,
            amount=figures.exact(product.total()),
            unit=given.unit,
        )
        for product in given.products
    )
    first = tr(N_("Planned amount per product and month."), given.lang)
    return sentences(given.lang, first, tr(N_("{list}."), given.lang, list=listed(given.lang, clauses)))


def _table(given: SupplyInput) -> ChartTable:
    lang = given.lang
    total = tr(NC_("chart", "Total"), lang)
    head = (
        with_unit(NC_("chart", "Product"), given.unit, lang),
        *(slot.long for slot in given.slots),
        total,
    )
    rows = [
        (
            product.label,
            *(figures.exact(amount) for amount in product.amounts),
            figures.exact(product.total()),
        )
        for product in given.products
    ]
    sums = _by_slot(given)
    rows.append((total, *(figures.exact(amount) for amount in sums), figures.exact(sum(sums, _ZERO))))
    return ChartTable(head, tuple(rows), (*(product.href for product in given.products), ""))


def _draw(canvas: Canvas, given: SupplyInput) -> None:
    lang = given.lang
    total_name = tr(NC_("chart", "Total"), lang)
    sums = _by_slot(given)
    totals = [figures.amount(product.total()) for product in given.products]
    grand = figures.amount(sum(sums, _ZERO))
    names = [wrap(product.label, TEXT, 130 if canvas.wide else 84, 2) for product in given.products]
    widths = [text_width(line, TEXT) for lines in names for line in lines]
    left = max(*widths, text_width(total_name, TEXT)) + 12
    head = with_unit(NC_("chart", "Total"), given.unit, lang)
    side = max(text_width(text, TEXT) for text in (*totals, grand)) + 10
    columns = Columns(left, canvas.width - side, given.slots)
    most = max(amount for product in given.products for amount in product.amounts)
    labelled = columns.fits(
        [figures.whole(amount) for product in given.products for amount in product.amounts if amount]
    )
    summed = columns.fits([figures.whole(amount) for amount in sums if amount])
    canvas.words(canvas.width, 12, head, size=SMALL, ink="muted", anchor="right")
    canvas.across(19.5)
    bar, air = 24.0, 14.0 if labelled or any(len(lines) > 1 for lines in names) else 7.0
    width = min(columns.pitch * 0.66, 26)
    top = 22.0
    for product, name, total in zip(given.products, names, totals, strict=True):
        base = top + air + bar
        middle = base - bar / 2 + 0.36 * TEXT
        row_tip = tr(
            N_("{product}: {amount} {unit}"),
            lang,
            product=product.label,
            amount=figures.exact(product.total()),
            unit=given.unit,
        )
        with canvas.link(product.href, row_tip):
            canvas.target(0, top, left - 4, bar + air, row_tip)
            for number, line in enumerate(name):
                canvas.words(0, middle + (number - (len(name) - 1) / 2) * (TEXT + 0.5), line)
            canvas.words(canvas.width, middle, total, anchor="right")
        for number, amount in enumerate(product.amounts):
            tip = _cell(given, product, number)
            length = least(float(amount / most) * bar)
            x = columns.centre(number)
            with canvas.link(product.hrefs[number] if product.hrefs and amount else "", tip):
                canvas.bar(x - width / 2, base - length, width, length, "accent", tip)
                if labelled and amount:
                    written = figures.whole(amount)
                    canvas.words(x, base - length - 3, written, size=FIGURE, anchor="center")
        canvas.across(base, left=left, right=canvas.width - side)
        top = base + 1
    top = columns.name(canvas, top) + 3
    canvas.across(top + 0.5, "muted")
    base = top + 17
    canvas.words(0, base, total_name, bold=True)
    canvas.words(canvas.width, base, grand, anchor="right", bold=True)
    if summed:
        for number, amount in enumerate(sums):
            written = figures.whole(amount) if amount else figures.NOTHING
            canvas.words(columns.centre(number), base, written, size=FIGURE, anchor="center")
    canvas.height = base + 8


def _cell(given: SupplyInput, product: SupplyProduct, number: int) -> str:
    return tr(
        N_("{product}, {month}: {amount} {unit}"),
        given.lang,
        product=product.label,
        month=given.slots[number].long,
        amount=figures.exact(product.amounts[number]),
        unit=given.unit,
    )
