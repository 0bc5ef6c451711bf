"""Whether a record stands in the folder of another kind: asked only of files with several fields that theirs does not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from site_gen.forms.form import Form
from site_gen.forms.node import Scalar
from site_gen.forms.reader import Reader
from site_gen.records import FOLDERS, FORMS

#: A single unknown field is a typing error, whatever it may be called elsewhere.
_LEAST = 2


def tell_misfiled(form: Form[Any], keys: Sequence[Scalar], before: int, reader: Reader) -> bool:
    """Say that a file is in the wrong folder, in the place of all that its fields gave by the wrong form.

    Args:
        form: that of the folder.
        keys: the names of the fields as written.
        before: how many problems there were before the fields and the text were read.
        reader: holds the problems.
    """
    unknown = [key for key in keys if key.text not in form.specs]
    meant = _meant(form, {key.text for key in keys}) if len(unknown) >= _LEAST else ""
    if not meant:
        return False
    del reader.diagnostics[before:]
    folder = next(folder for folder, kind in FOLDERS.items() if kind == meant)
    target = f"{folder}/{reader.path.rsplit('/', 1)[-1]}"
    args = {"meant": FORMS[meant].label, "form": form.label, "target": target}
    reader.problem("SG114", unknown[0], **args)
    return True


def _meant(form: Form[Any], names: set[str]) -> str:
    """Return the kind whose form knows nearly all of the names and lacks none it needs, empty for none or several.

    Where the folder's own form has all it needs and knows most, the folder is right and only some fields are wrong.
    """
    own = len(names & form.specs.keys())
    if names.issuperset(form.needed) and 2 * own > len(names):
        return ""
    known = {
        kind: len(names & other.specs.keys())
        for kind, other in FORMS.items()
        if other is not form and names.issuperset(other.needed)
    }
    best = max(known.values(), default=0)
    kinds = [kind for kind, count in known.items() if count == best]
    return kinds[0] if len(kinds) == 1 and best >= max(len(names) - 1, own + _LEAST) else ""
