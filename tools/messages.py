"""Keep the message catalogues: extract, merge translations, convert to traditional, compile.

python tools/messages.py update            extract from the sources, convert, compile
python tools/messages.py missing           list messages without a zh-Hans translation, as JSON
python tools/messages.py set FILE.json     merge {"message": "译文"} (or {"context|message": …}), then update
"""

from __future__ import annotations

import fcntl
import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from hant import hant

from site_gen.locale.text import BETWEEN

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "site_gen" / "locale"
KEYWORDS = {"_": None, "N_": None, "NC_": ((1, "c"), 2), "pgettext": ((1, "c"), 2)}


def sources() -> dict[tuple[str, str], None]:
    """Return every (context, message) of the program and its templates, sorted."""
    found: dict[tuple[str, str], None] = {}
    for part in ("site_gen", "themes"):
        options = {"**.html": {"silent": "false"}}
        methods = [("**.py", "python"), ("**.html", "jinja2")]
        for _, _, message, _, context in extract_from_dir(
            str(ROOT / part), methods, options, keywords=KEYWORDS, callback=None
        ):
            text = message[0] if isinstance(message, tuple) else message
            if text:
                found[(context or "", text)] = None
    return dict.fromkeys(sorted(found))


def empty(lang: str) -> Catalog:
    """Return an empty catalogue whose header holds no clock."""
    then = datetime(2026, 1, 1, tzinfo=UTC)
    return Catalog(locale=lang, domain="site_gen", creation_date=then, revision_date=then)


def load(lang: str) -> Catalog:
    """Return the catalogue of a language."""
    path = LOCALE / lang / "LC_MESSAGES" / "site_gen.po"
    if not path.is_file():
        return empty(lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang, domain="site_gen")


def save(lang: str, catalog: Catalog) -> None:
    """Write the `.po` of a language, and the `.json` that the program reads: message by context and id."""
    folder = LOCALE / lang / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalog, width=100, sort_output=True, omit_header=True, no_location=True)
    told = {
        f"{message.context}{BETWEEN}{message.id}" if message.context else message.id: message.string
        for message in catalog
        if message.id and message.string
    }
    text = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    for name, data in (("site_gen.po", written.getvalue()), ("site_gen.json", text.encode())):
        temporary = folder / (name + ".tmp")
        temporary.write_bytes(data)
        temporary.replace(folder / name)


def translated(catalog: Catalog, context: str, text: str) -> str:
    """Return the translation of a message, empty for none."""
    message = catalog.get(text, context or None)
    return str(message.string) if message and message.string else ""


def update(changes: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """Bring both catalogues in line with the sources; return what has no translation."""
    wanted = sources()
    old_hans, old_hant = load("zh_Hans"), load("zh_Hant")
    hans, trad = empty("zh_Hans"), empty("zh_Hant")
    missing = []
    for context, text in wanted:
        before = translated(old_hans, context, text)
        now = changes.get((context, text), before)
        kept = translated(old_hant, context, text)
        by_hand = kept and kept != hant(before)
        hans.add(text, now, context=context or None)
        trad.add(
            text, (kept if by_hand and now == before else hant(now)) if now else "", context=context or None
        )
        if not now:
            missing.append((context, text))
    save("zh_Hans", hans)
    save("zh_Hant", trad)
    return missing


def main() -> None:
    """Run one of the commands of the module docstring."""
    lock = Path(__file__).open("rb")  # noqa: SIM115 - held until the end
    fcntl.flock(lock, fcntl.LOCK_EX)
    command = sys.argv[1]
    changes: dict[tuple[str, str], str] = {}
    if command == "set":
        for key, value in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")).items():
            context, _, text = key.rpartition("|") if "|" in key else ("", "", key)
            changes[(context, text)] = value
    missing = update(changes)
    if command == "missing":
        shown = [f"{context}|{text}" if context else text for context, text in missing]
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print(f"{len(missing)} messages without translation", file=sys.stderr)


if __name__ == "__main__":
    main()
