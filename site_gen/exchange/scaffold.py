"""A new team repository: settings, guide, CI files and, when asked for, one example of each main record."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template

from site_gen import __version__
from site_gen.config import Calendar
from site_gen.forms.write import scalar

#: Template to path in the repository.
_COMMON = {
    "common/gitignore": ".gitignore",
    "common/github.yml": ".github/workflows/site.yml",
    "common/gitlab.yml": ".gitlab-ci.yml",
}
_TEAM = {"README.md": "README.md", "site.yaml": "records/site.yaml"}
_EXAMPLE = {
    "person.md": "records/people/li-wei.md",
    "customer.md": "records/customers/hengtai.md",
    "contact.md": "records/contacts/hengtai-zhang.md",
    "project.md": "records/projects/hengtai-line3.md",
    "visit.md": "records/visits/{next:%Y}/{next:%Y-%m-%d}-hengtai-li-wei.md",
}


def scaffold_files(name: str, lang: str, today: date, *, example: bool) -> dict[str, str]:
    """Return path and text of every file of a new repository, sorted by path.

    Args:
        name: the team's name.
        lang: language of the settings' comments, the guide and the example.
        today: the day the example is written.
        example: whether example records are wanted.
    """
    coming = Calendar().next_workday(today)
    facts = {
        "version": __version__,
        "today": today.isoformat(),
        "next": coming.isoformat(),
        "before": (today - timedelta(days=30)).isoformat(),
        "later": (today + timedelta(days=90)).isoformat(),
    }
    wanted = {**_COMMON, **{f"{lang}/{file}": path for file, path in _TEAM.items()}}
    if example:
        wanted |= {f"{lang}/{file}": path.format(next=coming) for file, path in _EXAMPLE.items()}
    made = {}
    for file, path in wanted.items():
        shown = scalar(name) if file.endswith(".yaml") else name
        text = (files("site_gen.exchange") / "scaffold" / file).read_text(encoding="utf-8")
        made[path] = Template(text).substitute(facts, name=shown)
    return dict(sorted(made.items()))


def write_scaffold(folder: Path, texts: dict[str, str]) -> tuple[list[str], list[str]]:
    """Write the files that are not there yet; a file that is there is left as it is.

    Returns:
        The paths written, and the paths left.
    """
    written, left = [], []
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with file.open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
        except FileExistsError:
            left.append(path)
        else:
            written.append(path)
    return written, left
