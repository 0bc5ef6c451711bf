"""`site-gen serve` as a process: each way a change arrives shows it once; nothing else does."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import PATIENCE, TEAM, Served, project, wait_until

PAGE = "projects/r/line3.html"
FILE = "records/projects/line3.md"


@pytest.fixture
def served(write) -> Iterator[Served]:
    running = Served(write(TEAM))
    yield running
    running.end()


def rest() -> None:
    """Give a rebuild that must not happen the time to happen."""
    time.sleep(0.8)


def test_edit_break_mend_delete_and_stop(served: Served):
    news = served.news()
    assert "恒泰三期" in served.page(PAGE)

    served.write(FILE, project("新名字"))
    wait_until(lambda: len(news.builds) == 2)
    # The news came when the page was there already.
    assert "新名字" in served.page(PAGE)

    served.write(FILE, project("别的名字", "leed"))
    wait_until(lambda: news.problems["errors"] == 1)
    wait_until(lambda: "The preview shows the last good pages." in served.terminal)
    assert "records/projects/line3.md:4:8  error SG303" in served.terminal
    assert "新名字" in served.page(PAGE)
    assert news.problems["stale"]
    assert len(news.builds) == 2
    listed = served.get("/_live/problems?lang=zh-Hans")
    assert "records/projects/line3.md:4:8" in listed.text
    assert "不在“状态”的列表里" in listed.text

    served.write(FILE, project("改好了"))
    wait_until(lambda: news.problems["errors"] == 0)
    assert "改好了" in served.page(PAGE)
    wait_until(lambda: "The errors are mended." in served.terminal)

    (served.root / "records/projects/line4.md").unlink()
    wait_until(lambda: not served.page("projects/r/line4.html"))
    assert "改好了" in served.page(PAGE)

    assert served.interrupt() == 0
    assert news.ended.wait(PATIENCE)
    assert "Traceback" not in served.terminal
    wait_until(lambda: "The preview has ended." in served.terminal)


@pytest.mark.skipif(sys.platform == "win32", reason="no signal is inherited there")
def test_where_the_system_ignores_ctrl_c_it_ends_and_says_so_too(write):
    # Shells start jobs in the background so.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        served = Served(write(TEAM))
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        assert served.interrupt() == 0
        assert served.terminal.endswith("The preview has ended.\n")
    finally:
        served.end()


def test_it_starts_with_broken_records_and_shows_the_site_when_they_are_mended(write):
    served = Served(write({**TEAM, FILE: project("恒泰三期", "leed")}))
    try:
        answer = served.get("/")
        assert answer.status == 503
        assert "The site cannot be shown yet" in answer.text
        assert served.get("/_live/problems").text.count("line3.md:4:8") == 1
        served.write(FILE, project("恒泰三期"))
        wait_until(lambda: served.get("/").status == 200)
    finally:
        served.end()


def test_it_starts_with_a_site_file_that_cannot_be_read(write):
    served = Served(write({**TEAM, "records/site.yaml": "name: [\n"}))
    try:
        assert served.get("/").status == 503
        assert "site.yaml" in served.get("/_live/problems").text
        served.write("records/site.yaml", TEAM["records/site.yaml"])
        wait_until(lambda: "恒泰三期" in served.page(PAGE))
    finally:
        served.end()


def test_atomic_saves_and_droppings_of_editors(served: Served):
    news = served.news()
    folder = served.root / "records/projects"
    for dropping in (
        ".line3.md.swp",
        "line3.md~",
        "4913",
        "#line3.md#",
        ".#line3.md",
        ".line3.md.tmp",
        "x.bck",
    ):
        (folder / dropping).write_text("---\nnonsense", "utf-8")
    rest()
    assert len(news.builds) == 1

    # As vim, gedit and VS Code's atomic writes do: a new file is moved over the old one.
    (folder / ".line3.md.new.tmp").write_text(project("原子保存"), "utf-8")
    (folder / ".line3.md.new.tmp").replace(folder / "line3.md")
    wait_until(lambda: "原子保存" in served.page(PAGE))
    assert len(news.builds) == 2

    # As others do: the old file moves away, then a new one appears.
    (folder / "line3.md").rename(folder / "line3.md~")
    time.sleep(0.03)
    (folder / "line3.md").write_text(project("先移后写"), "utf-8")
    wait_until(lambda: "先移后写" in served.page(PAGE))
    rest()
    assert news.problems["errors"] == 0
    assert all(not data["errors"] for data in news.of("problems"))


def test_the_moment_when_a_file_is_empty_is_waited_for(served: Served):
    news = served.news()
    path = served.root / FILE
    for number in range(3):
        with path.open("w", encoding="utf-8") as file:
            file.flush()
            os.fsync(file.fileno())
            time.sleep(0.05)
            file.write(project(f"空文件之后{number}"))
        wait_until(lambda: f"空文件之后{number}" in served.page(PAGE))  # noqa: B023 - called at once
        path.write_text("", "utf-8")
        time.sleep(0.04)
        path.write_text(project(f"先清空再写{number}"), "utf-8")
        wait_until(lambda: f"先清空再写{number}" in served.page(PAGE))  # noqa: B023 - called at once
    rest()
    assert not [data for data in news.of("problems") if data["errors"]]


def test_events_without_other_bytes_change_nothing(served: Served):
    news = served.news()
    path = served.root / FILE
    path.touch()
    path.write_bytes(path.read_bytes())
    path.read_bytes()
    copy = path.with_name(".copy.tmp")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    rest()
    assert len(news.builds) == 1
    # An edit within the same second and of the same size is one.
    served.write(FILE, project("恒泰五期"))
    wait_until(lambda: len(news.builds) == 2)
    served.write(FILE, project("恒泰六期"))
    wait_until(lambda: len(news.builds) == 3)
    assert "恒泰六期" in served.page(PAGE)


def test_renames_of_files_and_folders(served: Served):
    folder = served.root / "records/projects"
    (folder / "line3.md").rename(folder / "line5.md")
    wait_until(lambda: served.page("projects/r/line5.html") and not served.page(PAGE))
    (folder / "line5.md").rename(folder / "Line5.md")
    wait_until(lambda: served.page("projects/r/Line5.html") and not served.page("projects/r/line5.html"))

    # Sub-folders are free: the record keeps its id and stays where it was.
    deep = folder / "2026" / "autumn"
    deep.mkdir(parents=True)
    (folder / "line4.md").rename(deep / "line4.md")
    (deep / "line6.md").write_text(project("新文件夹里"), "utf-8")
    wait_until(lambda: "新文件夹里" in served.page("projects/r/line6.html"))
    assert served.page("projects/r/line4.html")
    deep.parent.rename(folder / "2027")
    (folder / "2027/autumn/line6.md").write_text(project("文件夹改名之后"), "utf-8")
    wait_until(lambda: "文件夹改名之后" in served.page("projects/r/line6.html"))
    shutil.move(folder / "2027", served.root / "elsewhere")
    wait_until(lambda: not served.page("projects/r/line6.html"))
    shutil.move(served.root / "elsewhere", folder / "back")
    wait_until(lambda: served.page("projects/r/line6.html"))
    served.write("records/projects/back/autumn/line6.md", project("搬回来以后"))
    wait_until(lambda: "搬回来以后" in served.page("projects/r/line6.html"))


def test_a_records_folder_that_is_replaced_whole(served: Served):
    other = served.root / "other"
    shutil.copytree(served.root / "records", other)
    (other / "projects/line3.md").write_text(project("整个换掉"), "utf-8")
    (served.root / "records").rename(served.root / "old")
    other.rename(served.root / "records")
    wait_until(lambda: "整个换掉" in served.page(PAGE))
    served.write(FILE, project("换掉之后"))
    wait_until(lambda: "换掉之后" in served.page(PAGE))


def test_changes_during_a_rebuild_are_shown_too(served: Served):
    news = served.news()
    last = ""
    for number in range(60):
        last = f"连续保存{number}"
        served.write(FILE, project(last))
        time.sleep(0.011)
    wait_until(lambda: last in served.page(PAGE))
    rest()
    assert last in served.page(PAGE)
    assert 1 < len(news.builds) <= 61


def test_the_configuration_is_followed(served: Served):
    site = TEAM["records/site.yaml"]
    served.write("records/site.yaml", site.replace("测试", "改名的团队"))
    wait_until(lambda: "改名的团队" in served.page("index.html"))
    served.write("records/site.yaml", site.replace("[zh-Hans]", "[zh-Hans, en]"))
    wait_until(lambda: served.page("en/index.html"))
    served.write("records/site.yaml", "name: [\n")
    wait_until(lambda: '"errors":1' in served.get("/_live/problems").text)
    assert served.page("en/index.html")
    served.write("records/site.yaml", site)
    wait_until(lambda: '"errors":0' in served.get("/_live/problems").text)
    wait_until(lambda: not served.page("en/index.html"))


def test_theme_files_are_followed(served: Served):
    news = served.news()
    # The folder appears while the preview runs.
    served.write("themes/static/css/text.css", "h1 { color: #123456; }\n")
    wait_until(lambda: "#123456" in served.page("static/css/text.css"))
    wait_until(lambda: news.of("build")[-1]["styles"] == ["static/css/text.css"])
    assert not news.of("build")[-1]["reload"]
    served.write(
        "themes/templates/404.html", "{% extends 'base.html' %}{% block body %}我们自己的{% endblock %}"
    )
    wait_until(lambda: "我们自己的" in served.get("/nowhere.html").text)
    served.write("themes/static/own.js", "var own = 1;\n")
    wait_until(lambda: news.of("build")[-1]["reload"])
    before, known = served.page(PAGE), len(news.builds)
    served.write("themes/templates/project.html", "{% if %}")
    wait_until(lambda: len(news.builds) > known)
    assert served.page(PAGE).replace(news.builds[-1], news.builds[-2]) == before
    wait_until(lambda: news.problems["errors"] == 1)
    assert "themes/templates/project.html:1" in served.get("/_live/problems").text
    (served.root / "themes/templates/project.html").unlink()
    wait_until(lambda: news.problems["errors"] == 0)
    assert served.page(PAGE)


def test_polling_notices_changes_too_and_says_so(write):
    served = Served(write(TEAM), "--port", "0", "--poll")
    try:
        assert "The folder is looked at every half second." in served.terminal
        served.write(FILE, project("轮询也行"))
        wait_until(lambda: "轮询也行" in served.page(PAGE))
        (served.root / "records/projects/line4.md").unlink()
        wait_until(lambda: not served.page("projects/r/line4.html"))
        assert served.interrupt() == 0
    finally:
        served.end()


def test_output_and_memo_are_not_watched(served: Served):
    news = served.news()
    served.write("output/projects/line3.md", "nonsense")
    served.write(".site-gen/x.md", "nonsense")
    served.write("records/.git/x.md", "nonsense")
    rest()
    assert len(news.builds) == 1


def test_a_taken_port_gives_way_to_a_free_one(write):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served = Served(write(TEAM), "--port", str(port))
        try:
            assert served.port != port
            assert f"Port {port} is taken" in served.terminal
            assert served.get("/").status == 200
        finally:
            served.end()


def test_an_open_address_is_warned_of_loudly(write):
    served = Served(write(TEAM), "--port", "0", "--host", "0.0.0.0")
    try:
        assert "WARNING" in served.terminal
        assert "Everybody who can reach 0.0.0.0" in served.terminal
        assert served.get("/").status == 200
        assert served.get("/", Host=f"example.org:{served.port}").status == 421
    finally:
        served.end()


def test_the_default_is_this_machine_only(served: Served):
    assert served.address.startswith("http://127.0.0.1:")
    assert "WARNING" not in served.terminal
    if sys.platform == "linux":
        table = Path("/proc/net/tcp").read_text()
        listening = [line.split()[1] for line in table.splitlines() if line.split()[3] == "0A"]
        mine = [one for one in listening if one.endswith(f":{served.port:04X}")]
        assert mine == [f"0100007F:{served.port:04X}"]


def test_an_address_of_no_machine_is_refused_in_words(write):
    root = write(TEAM)
    command = [sys.executable, "-m", "site_gen", "serve", "--host", "203.0.113.7"]
    environment = {**os.environ, "SITE_GEN_LANG": "en"}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "cannot listen on 203.0.113.7" in done.stderr
    assert "Traceback" not in done.stderr
