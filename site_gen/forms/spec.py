"""What is known about a field of a form, and the classes whose fields are declared with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, dataclass_transform

from msgspec import Struct, StructMeta, field, structs

from site_gen.forms.types import FieldType
from site_gen.locale.text import Text

_NOTHING: Any = object()


class Spec(Struct, frozen=True):
    """What is known about one field, said once for reading, checking, pages, schema and docs.

    Attributes:
        name: key in the front matter and attribute of the record.
        type: how the value is read.
        label: what people call it; also the heading of a prose section.
        required: every record must have it.
        gate: name of the gate (see `Config.gates`) from whose stage on it should be known.
        after: status from which on it should be known (`done` for the fields of a visit report).
        sensitivity: `public`, `team`, `manager` or `personal`.
        source: id in the domain specification.
        help: one sentence of guidance for the person who fills it in.
        headings: further headings accepted for a prose section.
        default: the value when nothing is written.
    """

    name: str
    type: FieldType
    label: Text
    required: bool = False
    gate: str = ""
    after: str = ""
    sensitivity: str = "team"
    source: str = ""
    help: Text = ""
    headings: tuple[Text, ...] = ()
    default: Any = None


def spec(
    type_: FieldType,
    label: Text,
    *,
    default: Any = _NOTHING,
    required: bool = False,
    gate: str = "",
    after: str = "",
    sensitivity: str = "team",
    source: str = "",
    help_: Text = "",
    headings: tuple[Text, ...] = (),
) -> Any:
    """Declare a field of a form; see `Spec` for the meaning of the arguments."""
    if default is _NOTHING:
        default = _empty(type_)
    return Spec("", type_, label, required, gate, after, sensitivity, source, help_, headings, default)


def _empty(type_: FieldType) -> Any:
    kind = type(type_).__name__
    if kind in {"ListOf", "Rows"}:
        return ()
    if kind in {"Str", "Prose", "Ref", "Vocab", "Pattern", "Letters"}:
        return ""
    return False if kind == "Bool" else None


class _Declaring(StructMeta):
    """Makes a class of its fields' defaults, and keeps what else was said about them under `specs`."""

    def __new__(mcs, name: str, bases: tuple[type, ...], members: dict[str, Any], **options: Any) -> Any:
        """Return the class."""
        found = {key: value for key, value in members.items() if isinstance(value, Spec)}
        inherited = [spec for base in reversed(bases) for spec in getattr(base, "specs", {}).items()]
        own = {key: structs.replace(spec, name=key) for key, spec in found.items()}
        defaults = {key: spec.default for key, spec in found.items()}
        specs = {"specs": dict(inherited) | own}
        # Fields are named when given, which mypy sees to; to Python they have an order, so that pickles need no names.
        return super().__new__(mcs, name, bases, members | defaults | specs, **({"frozen": True} | options))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Filled(Struct, metaclass=_Declaring, frozen=True, array_like=True):
    """What a form was filled in to: a record, a row, a setting. It is never changed; `specs` are those of its fields."""

    specs: ClassVar[Mapping[str, Spec]]
