"""What every record has, and the registry of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from msgspec import field

from site_gen.diagnostics import Place
from site_gen.forms.form import Form
from site_gen.forms.spec import Filled
from site_gen.locale.text import Msg
from site_gen.records.texts import Text, watch


class Record(Filled):
    """A record as read from one file.

    Attributes:
        id: the file's stem, NFC.
        path: path of the file relative to the records folder, with `/`.
        notes: free text of the body: what stands before the first known heading or under unknown ones.
        marks: field path to `(line, column, length)` of its value in the file.
    """

    kind: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    label: ClassVar[Msg] = Msg("")
    plural: ClassVar[Msg] = Msg("")

    id: str
    path: str = ""
    notes: str = ""
    marks: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """Whether everything is the same but where it stands in the file."""
        return type(other) is type(self) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def _content(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "marks")

    def place(self, field_path: str = "") -> Place:
        """Return where a field stands; the start of the file when it is not given."""
        line, col, _ = self.marks.get(field_path, (1, 1, 1))
        return Place(self.path, line, col)

    def says(self, name: str) -> bool:
        """Whether a text is written; who asks only that does not change with its words (see `texts`)."""
        text: Text = getattr(type(self), name)
        return text.is_written(self)

    def has(self, name: str) -> bool:
        """Whether a field of any type is filled in; of a text who asks does not change with its words."""
        is_written = getattr(getattr(type(self), name, None), "is_written", None)
        return bool(is_written(self) if is_written else getattr(self, name))

    @property
    def title(self) -> str:
        """How lists and links call the record."""
        return str(getattr(self, "name", "") or self.id)


R = TypeVar("R", bound=Record)
#: Kind to form, in the order in which kinds are listed everywhere.
FORMS: dict[str, Form[Any]] = {}
#: Folder name to kind.
FOLDERS: dict[str, str] = {}


def kind(cls: type[R]) -> type[R]:
    """Register a record class under its kind and folder."""
    form = FORMS[cls.kind] = Form(cls, cls.label)
    watch(cls, cls.kind, ("notes", *form.prose))
    FOLDERS[cls.folder] = cls.kind
    return cls
