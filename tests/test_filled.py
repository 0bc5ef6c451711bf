"""What a form was filled in to: a class that knows what was said about its fields, and compares by content."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

import pytest
from msgspec import Struct, structs

from site_gen.book.trace import tracing
from site_gen.forms.fields import field_names
from site_gen.forms.spec import Filled, spec
from site_gen.forms.types import Int, ListOf, Str
from site_gen.records import FORMS, Customer


class Base(Filled):
    name: str = spec(Str(), "Name", required=True)
    count: int | None = spec(Int(0, 9), "Count")


class Longer(Base):
    tags: tuple[str, ...] = spec(ListOf(Str()), "Tags")
    name: str = spec(Str(), "Other name", default="x")


def customer(**given):
    return Customer(id="a", **given)


def test_a_class_keeps_what_was_said_of_its_fields_and_of_those_it_inherits():
    assert [(name, s.name, s.label) for name, s in Longer.specs.items()] == [
        ("name", "name", "Other name"),
        ("count", "count", "Count"),
        ("tags", "tags", "Tags"),
    ]
    assert Base.specs["name"].label == "Name"
    assert (Longer().name, Longer().count, Longer().tags) == ("x", None, ())
    assert Base().name == ""


def test_fields_are_never_changed_and_count_all():
    with pytest.raises(AttributeError):
        Base(name="a").name = "b"
    assert Base(name="a") == Base(name="a", count=None)
    assert len({Base(name="a"), Base(name="a"), Base(name="b")}) == 2


def test_records_are_equal_wherever_their_fields_stand():
    one, other = customer(marks={"name": (1, 2, 3)}), customer()
    assert one == other
    assert hash(one) == hash(other)
    assert one != customer(notes="A word.")


def test_who_compares_records_has_read_their_texts():
    one, other = customer(notes="A"), customer(notes="B")
    with tracing() as reads:
        assert one != other
    assert ("customer:text", "a") in reads


@pytest.mark.parametrize("kind", list(FORMS))
def test_a_record_comes_back_from_a_pickle_with_its_texts(kind):
    form = FORMS[kind]
    values = {name: s.default for name, s in form.specs.items()} | dict.fromkeys(form.prose, "said")
    made = form.cls(id="a", notes="noted", **values)
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert (again.notes, again.says("notes")) == ("noted", True)


def test_fields_are_found_of_structs_and_dataclasses_only():
    @dataclass
    class Old:
        a: int
        b: int = 0

    class New(Struct, kw_only=True):
        a: int = 0
        b: int

    assert (field_names(Old), field_names(New), field_names(int)) == (("a", "b"), ("a", "b"), None)
    assert field_names(Longer) == tuple(structs.asdict(Longer()))
