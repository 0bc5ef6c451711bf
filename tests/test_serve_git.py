"""The preview beside git: one rebuild for a change of branch, the commit as it is, and nothing in git's way."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import TEAM, Served, project, wait_until
from test_serve_process import FILE, rest

from site_gen.publish.stamp import commit_of

STAMP = "static/stamp-zh-Hans.css"
IGNORED = {".gitignore": "terminal.txt\n.site-gen/\n"}


def git(root: Path, *args: str) -> str:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", "-C", str(root), *identity, *args], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def two_branches(write) -> Path:
    """A team at `main`, whose 400 projects have another name at `other`."""
    many = {f"records/projects/many-{n}.md": project(f"很多{n}") for n in range(400)}
    root = write({**TEAM, **many, **IGNORED})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "one")
    git(root, "checkout", "-q", "-b", "other")
    for name in many:
        (root / name).write_text(project("另一支"), "utf-8")
    git(root, "commit", "-q", "-a", "-m", "two")
    git(root, "checkout", "-q", "main")
    return root


def commit(served: Served) -> str:
    return served.page(STAMP)


@pytest.fixture
def served(two_branches) -> Iterator[Served]:
    running = Served(two_branches)
    yield running
    running.end()


def test_a_change_of_branch_is_one_rebuild_and_moves_the_commit(two_branches, served):
    news = served.news()
    first = commit(served)
    rest()
    git(two_branches, "checkout", "-q", "other")
    wait_until(lambda: len(news.builds) > 1)
    assert "另一支" in served.page("projects/r/many-399.html")
    assert "另一支" in served.page("projects/r/many-0.html")
    wait_until(lambda: commit(served) != first)
    rest()
    assert len(news.builds) == 2, news.events
    moved = commit(served)
    served.write(FILE, project("没有提交"))
    wait_until(lambda: commit(served) not in {first, moved})
    git(two_branches, "commit", "-q", "-a", "-m", "three")
    wait_until(lambda: "+" not in commit(served).partition("commit")[2][:200])


@pytest.mark.skipif(os.name == "nt", reason="the hook is a shell script")
def test_git_that_takes_its_time_between_files_and_commit_is_waited_for(two_branches, served):
    news = served.news()
    hook = two_branches / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nsleep 0.3\n", "utf-8")
    hook.chmod(0o755)
    first = commit(served)
    rest()
    git(two_branches, "checkout", "-q", "other")
    wait_until(lambda: commit(served) != first)
    rest()
    assert len(news.builds) == 2, news.events
    assert git(two_branches, "rev-parse", "--short=12", "other") in commit(served)


def test_a_commit_taken_back_in_another_work_tree_is_seen(two_branches, tmp_path):
    beside = tmp_path / "beside"
    git(two_branches, "worktree", "add", "-q", str(beside), "other")
    git(beside, "commit", "-q", "--allow-empty", "-m", "three")
    served = Served(beside)
    try:
        three, two = (git(beside, "rev-parse", "--short=12", name) for name in ("HEAD", "HEAD^"))
        wait_until(lambda: three in commit(served))
        rest()
        # Neither a file nor the index differs, and HEAD still names the same branch.
        git(beside, "reset", "-q", "--soft", "HEAD^")
        wait_until(lambda: two in commit(served))
    finally:
        served.end()


def test_asking_for_the_commit_leaves_the_index_alone(write):
    root = write({**TEAM, **IGNORED})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "one")
    # What git believes of the file is out of date, though its bytes are the same: `git status` would write it down.
    os.utime(root / FILE, (1, 1))
    before = (root / ".git/index").read_bytes()
    assert commit_of(root / "records") == git(root, "rev-parse", "--short=12", "HEAD")
    assert (root / ".git/index").read_bytes() == before
    git(root, "status")
    assert (root / ".git/index").read_bytes() != before
