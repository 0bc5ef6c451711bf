"""The template engine: the team's overrides before the shipped theme, strict, always escaping."""

from __future__ import annotations

from collections.abc import Mapping
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule

#: Name in a template's context of what all pages of a language share.
SHARED = "shared"
_MACROS = "macros/"
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

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - the name in Jinja
        shared: bool = False,  # noqa: FBT001, FBT002 - the signature of Jinja
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - the name in Jinja
    ) -> TemplateModule:
        """Return this template as a module of macros."""
        found = vars.get(SHARED) if vars else None
        name = self.name or ""
        if not isinstance(found, Shared) or not name.startswith(_MACROS):
            return super().make_module(vars, shared, locals)
        if name not in found.modules:
            found.modules[name] = super().make_module(dict(found.names))
        return found.modules[name]


class DirectCalls(CodeGenerator):
    """Compiles calls in templates to plain calls.

    Jinja sends each through `Context.call`, which looks for functions that want the context; ours want none,
    and the look costs more than most of them do.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - the signature of Jinja
        """Write a call; one with starred arguments is left to Jinja."""
        if (
            node.dyn_args is not None
            or node.dyn_kwargs is not None
            or any(iskeyword(k.key) for k in node.kwargs)
        ):
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


def shipped_theme() -> Path:
    """Return the folder of the shipped theme: inside an installed package, else in the repository."""
    inside = _PACKAGE / "themes" / "default"
    return inside if inside.is_dir() else _PACKAGE.parent / "themes" / "default"


def theme_folders(overrides: Path | None) -> tuple[Path, ...]:
    """Return the theme folders in the order they are looked through."""
    own = (overrides / "default", overrides) if overrides and overrides.is_dir() else ()
    shipped = shipped_theme()
    return tuple(folder for folder in (*own, shipped) if folder.is_dir())


def make_environment(overrides: Path | None = None) -> Environment:
    """Return the template engine.

    Args:
        overrides: the team's `themes` folder, whose files replace shipped ones of the same path.
    """
    loaders = [FileSystemLoader(folder / "templates") for folder in theme_folders(overrides)]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.template_class = ThemeTemplate
    environment.code_generator_class = DirectCalls
    return environment


def static_files(overrides: Path | None = None) -> dict[str, bytes]:
    """Return the theme's static files by their address below `static/`."""
    found: dict[str, bytes] = {}
    for folder in reversed(theme_folders(overrides)):
        base = folder / "static"
        for path in sorted(base.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                found[f"static/{path.relative_to(base).as_posix()}"] = path.read_bytes()
    return dict(sorted(found.items()))
