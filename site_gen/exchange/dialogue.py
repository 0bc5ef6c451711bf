"""Questions and answers on a terminal that fill a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from site_gen.book import Book
from site_gen.config import Week
from site_gen.exchange.new import Draft, choices, label_of, read_value, short_name, unknown_ids
from site_gen.forms.spec import Spec
from site_gen.forms.types import BAD, Date, Month, QuarterId, Ref, Rows, WeekId
from site_gen.forms.vocabulary import fold, nearest
from site_gen.locale.text import N_, Text, tr
from site_gen.records import FORMS, Record

#: Fields asked for besides the required ones; an empty answer leaves them out.
_USEFUL: dict[str, tuple[str, ...]] = {
    "person": ("team", "manager"),
    "customer": ("short_name", "city", "owner"),
    "contact": ("department", "position", "phone"),
    "project": ("products", "amount", "purchase_date", "win_rate"),
    "visit": ("project", "time", "department", "contacts", "purpose_type", "purpose"),
    "order": ("contract_no", "signed_on"),
    "review": ("team",),
    "daily_report": ("expense", "learning"),
    "weekly_report": ("days", "summary"),
    "region_report": ("competitor_moves", "next_week"),
    "bid": ("bid_no", "expected_competitors", "strategy"),
    "contract_review": ("contract_no",),
    "market_report": ("competitor", "customer", "impact", "proposal"),
    "weekly_commit": ("projects", "month_forecast", "quarter_forecast"),
    "monthly_forecast": ("lead_ins",),
    "complaint": ("product", "handling"),
    "survey": ("project", "interviewees", "software", "budget"),
    "opportunity_assessment": ("items",),
    "account_assessment": ("items",),
    "churn": ("root_cause", "remedies"),
    "development": ("project", "chance"),
    "rival": ("aliases", "moves"),
    "request": ("project", "order", "amount", "quality_issue", "appraisal"),
}
#: What an empty answer means, where the usual case is clear.
_USUAL = {("visit", "status"): "planned", ("project", "stage"): "lead", ("project", "importance"): "normal"}
_MOST_RECORDS = 20
#: Fields of a row that are asked for besides the required ones.
_MOST_CELLS = 3
#: The report on a week is written up to the Wednesday after it; from Thursday on a new one is about its own week.
_WRITTEN_LATER = timedelta(days=3)


@dataclass
class Dialogue:
    """Asks with `ask(prompt) -> answer` and shows with `say(text)`, in `lang`."""

    book: Book
    lang: str
    today: date
    ask: Callable[[str], str]
    say: Callable[[str], None]

    def fill(self, draft: Draft) -> None:
        """Ask for what a draft of its kind needs and does not have."""
        form = FORMS[draft.kind]
        wanted = {s.name for s in draft.missing} | {*_USEFUL.get(draft.kind, ())}
        for spec in form.specs.values():
            given = draft.sections if spec.type.prose else draft.values
            if spec.name in wanted and spec.name not in given:
                answer = self._question(spec, draft)
                if answer not in (None, "", ()):
                    given[spec.name] = answer

    def _question(self, spec: Spec, draft: Draft) -> Any:
        if isinstance(spec.type, Rows):
            return self._rows(spec, spec.type, draft)
        self._offer(spec, draft)
        usual = self._usual(spec, draft)
        prompt = label_of(spec, self.book.config, self.lang)
        if usual:
            prompt = f"{prompt} [{usual}]"
        elif not spec.required:
            prompt = tr(N_("{label} (Enter to skip)"), self.lang, label=prompt)
        while True:
            text = self.ask(tr(N_("{question}: "), self.lang, question=prompt)).strip() or usual
            if not text and not spec.required:
                return None
            if not text:
                self.say(tr(N_("This field is needed."), self.lang))
                continue
            if spec.type.prose:
                return text
            value = self._answer(spec, text, draft)
            if value is not BAD:
                return value

    def _rows(self, spec: Spec, type_: Rows, draft: Draft) -> Any:
        """Ask row by row, field by field, until the first field of a row stays empty.

        Whoever knows how rows are written may give all of them at once, as `[{…}, {…}]`.
        """
        rows: list[Any] = []
        first, *others = type_.form.short.values()
        useful = [other for other in others if not other.required][:_MOST_CELLS]
        others = [other for other in others if other.required or other in useful]
        while True:
            name = tr(N_("{label} {number}"), self.lang, label=spec.label, number=len(rows) + 1)
            if not rows:
                self._offer(first, draft)
            done = bool(rows) or not spec.required
            found = self._cell(name, first, draft, done=done, whole=spec, ends=bool(rows))
            if found is None or isinstance(found, tuple):
                return found or tuple(rows)
            values = {first.name: found}
            for other in others:
                if not rows:
                    self._offer(other, draft)
                value = self._cell(name, other, draft, done=not other.required)
                values |= {} if value is None else {other.name: value}
            rows.append(type_.form.cls(**values))

    def _cell(
        self, row: str, spec: Spec, draft: Draft, *, done: bool, whole: Spec | None = None, ends: bool = False
    ) -> Any:
        """Ask for a field of a row; `None` for an empty answer where that will do.

        Args:
            row: what the row is called.
            spec: the field.
            draft: what is filled in.
            done: whether an empty answer will do.
            whole: the field that holds the rows, where all of them may be the answer.
            ends: whether an empty answer ends the rows.
        """
        prompt = tr(
            N_("{row}, {field}"), self.lang, row=row, field=label_of(spec, self.book.config, self.lang)
        )
        if done:
            words = N_("{label} (Enter to finish)") if ends else N_("{label} (Enter to skip)")
            prompt = tr(words, self.lang, label=prompt)
        while True:
            text = self.ask(tr(N_("{question}: "), self.lang, question=prompt)).strip()
            if not text and done:
                return None
            if not text:
                self.say(tr(N_("This field is needed."), self.lang))
                continue
            asked = whole if whole and not ends and text.startswith("[") else spec
            value = self._answer(asked, text, draft)
            if value is not BAD:
                return value

    def _usual(self, spec: Spec, draft: Draft) -> str:
        if isinstance(spec.type, Date) and spec.required:
            return self.today.isoformat()
        if isinstance(spec.type, WeekId) and spec.required:
            return Week.of(self.today - _WRITTEN_LATER).id
        if isinstance(spec.type, Month) and spec.required:
            return f"{self.today:%Y-%m}"
        if isinstance(spec.type, QuarterId) and spec.required:
            return f"{self.today.year}-Q{(self.today.month + 2) // 3}"
        if spec.name == "year":
            return str(self.today.year)
        if spec.name == "owner":
            customer = self.book.customers.get(draft.values.get("customer", ""))
            return customer.owner if customer else ""
        return _USUAL.get((draft.kind, spec.name), "")

    def _answer(self, spec: Spec, text: str, draft: Draft) -> Any:
        offered = self._keys(spec, draft)
        parts = text.replace("、", ",").replace("，", ",").split(",")
        numbers = all(part.strip().isdigit() and 0 < int(part) <= len(offered) for part in parts)
        if offered and numbers and not any(part.strip() in offered for part in parts):
            text = ",".join(offered[int(part) - 1] for part in parts)
        value, problems = read_value(spec, text, self.book)
        for problem in problems:
            self.say(" ".join(filter(None, (problem.message(self.lang), problem.hint(self.lang)))))
        if problems:
            return BAD
        for ident in unknown_ids(spec, value, self.book):
            self.say(unknown_message(spec, ident, self.book, self.lang))
            self._offer_like(ident, self._records(spec, draft))
            value = BAD
        return value

    def _offer_like(self, word: str, records: list[Record]) -> None:
        """Show the records whose id or name contains a word, with their numbers in the list."""
        wanted = fold(word)
        like = [
            (number, record)
            for number, record in enumerate(records, 1)
            if any(wanted in fold(name) for name in (record.id, record.title, short_name(record)))
        ]
        for number, record in like[:_MOST_RECORDS]:
            self._offer_one(number, record)

    def _offer_one(self, number: int, record: Record) -> None:
        title = short_name(record) or record.title
        self.say(f"  {number:>2}  {record.id}" + ("" if title == record.id else f"  {title}"))

    def _records(self, spec: Spec, draft: Draft) -> list[Record]:
        """The records a reference may mean, those of the draft's customer only where there is one."""
        type_ = getattr(spec.type, "of", spec.type)
        if not isinstance(type_, Ref):
            return []
        customer = draft.values.get("customer")
        found = [record for kind in type_.kinds for record in self.book.of_kind(kind).values()]
        return [r for r in found if not customer or getattr(r, "customer", customer) == customer]

    def _keys(self, spec: Spec, draft: Draft) -> list[str]:
        keys = [key for key, _ in choices(spec.type, self.book.config.vocabularies, self.lang)]
        return keys or [record.id for record in self._records(spec, draft)]

    def _offer(self, spec: Spec, draft: Draft) -> None:
        for number, (key, label) in enumerate(
            choices(spec.type, self.book.config.vocabularies, self.lang), 1
        ):
            self.say(f"  {number:>2}  {key}" + ("" if key == label else f"  {label}"))
        records = self._records(spec, draft)
        for number, record in enumerate(records[:_MOST_RECORDS], 1):
            self._offer_one(number, record)
        if len(records) > _MOST_RECORDS:
            more = len(records) - _MOST_RECORDS
            self.say(tr(N_("  … and {count} more; an id or a name will do."), self.lang, count=more))


def unknown_message(spec: Spec, ident: str, book: Book, lang: str) -> str:
    """Say that no record has an id, with the nearest one that exists."""
    type_ = getattr(spec.type, "of", spec.type)
    kinds = type_.kinds if isinstance(type_, Ref) else ()
    labels: tuple[Text, ...] = tuple(FORMS[kind].label for kind in kinds)
    text = tr(N_("There is no {kind} “{value}”."), lang, kind=labels, value=ident)
    near = nearest(ident, [i for kind in kinds for i in book.of_kind(kind)])
    if not near:
        return text
    return text + " " + tr(N_("Did you mean “{suggestion}”?"), lang, suggestion=near)
