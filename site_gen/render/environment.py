"""The template engine: the team's overrides before the shipped theme, strict, always escaping."""

from __future__ import annotations

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

_PACKAGE = Path(__file__).resolve().parent.parent


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
    return Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def static_files(overrides: Path | None = None) -> dict[str, bytes]:
    """Return the theme's static files by their address below `static/`."""
    found: dict[str, bytes] = {}
    for folder in reversed(theme_folders(overrides)):
        base = folder / "static"
        for path in sorted(base.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                found[f"static/{path.relative_to(base).as_posix()}"] = path.read_bytes()
    return dict(sorted(found.items()))
