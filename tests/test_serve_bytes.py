"""What `serve` answers is what `build` writes, the live script aside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import SAMPLE
from serving import TEAM, Served, project, wait_until
from untraced import untraced

from site_gen.publish.stamp import commit_of
from site_gen.serve.answer import address_of, kind_of, with_script
from site_gen.serve.preview import Changes, Preview
from site_gen.serve.team import Team

#: Whether every file is compared.
EVERYTHING = "SITE_GEN_EXAMPLES" in os.environ
_TAGS = re.compile(
    rb'<link rel="stylesheet" href="/_live/live.css" data-live><script src="/_live/[^>]*></script>\n'
)
_CONNECT = b"; connect-src 'self'"


def built(body: bytes, address: str) -> bytes:
    """Undo what `serve` does to a page."""
    if not address.endswith(".html"):
        return body
    assert len(_TAGS.findall(body)) == 1
    assert body.count(_CONNECT) == 1
    return _TAGS.sub(b"", body).replace(_CONNECT, b"")


def build(root: Path) -> dict[str, bytes]:
    """Build the team in `root` as a process; return the files by address."""
    environment = {**os.environ, "SITE_GEN_LANG": "en"}
    command = [sys.executable, "-m", "site_gen", "build"]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    output = root / "output"
    files = {
        path.relative_to(output).as_posix(): path for path in sorted(output.rglob("*")) if path.is_file()
    }
    return {address: path.read_bytes() for address, path in files.items() if not address.startswith(".")}


@pytest.fixture(scope="module")
def sample(built_sample) -> dict[str, bytes]:
    """The sample's site as `build` writes it."""
    paths = {path.relative_to(built_sample).as_posix(): path for path in built_sample.rglob("*")}
    return {
        address: path.read_bytes()
        for address, path in sorted(paths.items())
        if path.is_file() and not address.startswith(".")
    }


@pytest.mark.no_cover
def test_every_file_of_the_sample_is_the_same(sample):
    files = sample
    preview = Preview(Team(SAMPLE, lambda: date(2026, 11, 20), commit=lambda: commit_of(SAMPLE)))
    preview.refresh()
    assert preview.edition is not None
    assert set(preview.edition.items) == set(files)
    assert len(files) > 2000
    # A third of one language and fewer of the others, enough to meet every family of pages; other ones each day.
    today = int(time.time() // 86_400)
    looked_at = [
        address
        for n, address in enumerate(files)
        if EVERYTHING or not (n + today) % (21 if address.startswith(("zh-Hant/", "en/")) else 3)
    ]
    assert len(looked_at) > 300
    for address in looked_at:
        body = files[address]
        answer = preview.answer("/" + address)
        assert answer.status == 200
        assert answer.kind == kind_of(address)
        assert built(answer.body, address) == body, address
    assert preview.answer("/").body == preview.answer("/index.html").body
    assert not preview.problems.errors


def test_a_built_site_has_nothing_of_the_preview(sample):
    files = sample
    assert not [address for address in files if "_live" in address]
    assert not [address for address, body in files.items() if b"/_live/" in body or b"connect-src" in body]


def test_the_same_after_edits_as_after_a_fresh_start(write):
    root = write(TEAM)
    team = Team(root / "records", lambda: date(2026, 11, 20))
    preview = Preview(team)
    preview.refresh()
    edits = {
        "projects/line3.md": project("改过的名字", "solution"),
        "projects/line9.md": project("新的", "lead"),
        "people/wang-li.md": "---\nname: 王丽\nrole: sales\n---\n",
        "projects/line4.md": None,
    }
    for path, text in edits.items():
        with untraced():
            for address in list(preview.edition.items):
                preview.answer(address)
        if text is None:
            (root / "records" / path).unlink()
        else:
            (root / "records" / path).write_text(text, "utf-8")
        news = preview.refresh(Changes([path]))
        assert news is not None
        fresh = Preview(team)
        fresh.refresh()
        assert set(fresh.edition.items) == set(preview.edition.items)
        with untraced():
            wanted = {address: fresh.answer(address).body for address in fresh.edition.items}
        for address, then in wanted.items():
            now = preview.answer(address).body
            assert now.replace(preview.build.encode(), b"") == then.replace(fresh.build.encode(), b""), (
                address
            )


def test_over_http_as_a_process(write):
    root = write(TEAM)
    files = build(root)
    served = Served(root, "--port", "0", "--audience", "team")
    try:
        assert len(files) > 60
        for address, body in files.items():
            answer = served.get("/" + quote(address))
            assert answer.status == 200, address
            assert answer.headers["Content-Type"] == kind_of(address)
            assert built(answer.body, address) == body, address
        served.write("records/projects/中文 名.md", project("名字里有空格"))
        wait_until(lambda: served.page("projects/r/中文 名.html"))
    finally:
        served.end()


def test_addresses_are_keys_never_paths():
    assert address_of("/") == "index.html"
    assert address_of("//") == "index.html"
    assert address_of("//packs/") == "packs/index.html"
    assert address_of("/../x") == "../x"
    assert kind_of("a/B.HTML") == "text/html; charset=utf-8"
    assert kind_of("a.unknown") == "application/octet-stream"


def test_a_page_without_policy_or_body_is_served_as_well():
    page = with_script(b"<p>plain", 'x"><script>')
    assert page.startswith(b"<p>plain<link")
    assert b'data-build="x&quot;&gt;&lt;script&gt;"' in page
    own = b'<meta http-equiv="Content-Security-Policy" content="connect-src \'none\'"><body></body></body>'
    assert with_script(own, "1").count(b"connect-src") == 1
    assert with_script(own, "1").endswith(b"</script>\n</body>")


def test_assets_are_shipped():
    folder = Path(sys.modules[Preview.__module__].__file__).with_name("assets")
    assert {path.name for path in folder.iterdir()} == {"live.js", "live.css", "patch.js"}
