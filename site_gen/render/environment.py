"""The template engine: the team's overrides before the shipped theme, strict, always escaping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    nodes,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from site_gen.locale.text import SOURCE_LANGUAGE
from site_gen.memo.stamp import stamp
from site_gen.render.compiler import MACROS, LeanCode, Translation, marked, shown

#: Name in a template's context of what all pages of a language share.
SHARED = "shared"
_PACKAGE = Path(__file__).resolve().parent.parent


class Shared:
    """The names that files of macros see, and these files once they are read."""

    def __init__(self, names: Mapping[str, object]) -> None:
        self.names = names
        self.modules: dict[str, TemplateModule] = {}


class ThemeTemplate(Template):
    """A template of a theme; files in `macros/` are read once per language, not once per import and page.

    They see the functions that all pages share and their own arguments, never a page's own values.
    """

    def new_context(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - the name in Jinja
        shared: bool = False,  # noqa: FBT001, FBT002 - the signature of Jinja
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - the name in Jinja
    ) -> Context:
        """Return the context of a page: no template of a theme has globals of its own."""
        if vars is None or shared or locals:
            return super().new_context(vars, shared, locals)
        return Context(self.environment, {**self.environment.globals, **vars}, self.name, self.blocks)

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - the name in Jinja
        shared: bool = False,  # noqa: FBT001, FBT002 - the signature of Jinja
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - the name in Jinja
    ) -> TemplateModule:
        """Return this template as a module of macros."""
        found = vars.get(SHARED) if vars else None
        name = self.name or ""
        if not isinstance(found, Shared) or not name.startswith(MACROS):
            return super().make_module(vars, shared, locals)
        if name not in found.modules:
            found.modules[name] = super().make_module(dict(found.names))
        return found.modules[name]


def remembered(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a macro that is rendered once for equal arguments; see `LeanCode.macro_def`."""
    # `typed`: the same letters as text and as markup are not shown alike.
    known = lru_cache(1 << 12, typed=True)(macro)

    def call(*args: object, **named: object) -> Markup:
        try:
            return known(*args, **named)
        except TypeError:  # a list cannot be a key
            return macro(*args, **named)

    return call


class Compiled(FileSystemBytecodeCache):
    """Templates as compiled for one language, kept in the user's own folder for passing files.

    Like the byte code of Python, and for the same reason: what is compiled is the program, not the records.
    Jinja makes sure that nobody else can write there.
    """

    def __init__(self, lang: str) -> None:
        super().__init__(pattern=f"site-gen-{lang}-%s")

    def get_source_checksum(self, source: str) -> str:
        """Return what tells this template, compiled by this program, from any other."""
        return blake2b(stamp() + source.encode(), digest_size=16).hexdigest()


def _compiled(lang: str) -> Compiled | None:
    try:
        return Compiled(lang)
    except (OSError, RuntimeError):  # no folder that only this user can write to
        return None


class Theme(Environment):
    """The template engine of all languages; `in_language` gives the one that renders pages of a language."""

    code_generator_class = LeanCode
    template_class = ThemeTemplate
    shown = staticmethod(shown)
    marked = staticmethod(marked)
    remembered = staticmethod(remembered)
    lang = SOURCE_LANGUAGE

    def __init__(self, folders: Iterable[Path]) -> None:
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folder / "templates") for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._languages: dict[str, Theme] = {}
        self._found: dict[str, Template] = {}

    def in_language(self, lang: str) -> Theme:
        """Return the engine whose templates speak `lang`."""
        if lang not in self._languages:
            found = self.overlay()
            found.lang = lang
            found._found = {}  # noqa: SLF001 - of the same class
            found.bytecode_cache = _compiled(lang)
            self._languages[lang] = found
        return self._languages[lang]

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name in Jinja
    ) -> Template:
        """Return a template, quickly when it was asked for before: none changes while an engine lives."""
        if not isinstance(name, str) or globals is not None:
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    def item(self, of: Any, name: str) -> Any:
        """Return an item of something that has no attribute of this name."""
        try:
            return of[name]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=of, name=name)

    def macros(self, name: str, context: Context) -> TemplateModule | None:
        """Return a file of macros that was read before for all pages of the context's language."""
        found = context.parent.get(SHARED)
        return found.modules.get(name) if isinstance(found, Shared) else None

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        found: nodes.Template = Translation(self.lang).visit(super()._parse(source, name, filename))
        return found


def shipped_theme() -> Path:
    """Return the folder of the shipped theme: inside an installed package, else in the repository."""
    inside = _PACKAGE / "themes" / "default"
    return inside if inside.is_dir() else _PACKAGE.parent / "themes" / "default"


def theme_folders(overrides: Path | None) -> tuple[Path, ...]:
    """Return the theme folders in the order they are looked through."""
    own = (overrides / "default", overrides) if overrides and overrides.is_dir() else ()
    shipped = shipped_theme()
    return tuple(folder for folder in (*own, shipped) if folder.is_dir())


def make_environment(overrides: Path | None = None) -> Theme:
    """Return the template engine.

    Args:
        overrides: the team's `themes` folder, whose files replace shipped ones of the same path.
    """
    return Theme(theme_folders(overrides))


def template_at(error: Exception) -> tuple[str, int]:
    """Return the file and line of the template in which an error came up, empty and 0 where none is known.

    Where a page fails for the sake of a macro it is the macro's: there it can be mended.
    """
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    found, trace = ("", 0), error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".html"):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def theme_digest(overrides: Path | None = None) -> bytes:
    """Return 16 bytes that stand for the content of all templates, in the order they are looked through."""
    found = blake2b(digest_size=16)
    for folder in theme_folders(overrides):
        base = folder / "templates"
        for path in sorted(base.rglob("*")):
            if path.is_file():
                text = path.read_bytes()
                found.update(f"{path.relative_to(base).as_posix()}\0{len(text)}\0".encode() + text)
        found.update(b"\n")
    return found.digest()


def static_files(overrides: Path | None = None) -> dict[str, bytes]:
    """Return the theme's static files by their address below `static/`."""
    found: dict[str, bytes] = {}
    for folder in reversed(theme_folders(overrides)):
        base = folder / "static"
        for path in sorted(base.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                found[f"static/{path.relative_to(base).as_posix()}"] = path.read_bytes()
    return dict(sorted(found.items()))
