"""Who may ask `site-gen serve` for what: exact names, reading only, no way out of the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from serving import Served, write_team

from site_gen.serve.guard import is_any, is_loopback, split_host
from site_gen.serve.mounts import silent_type


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    root = write_team(tmp_path_factory.mktemp("guard"))
    (root / "secret.txt").write_text("secret", "utf-8")
    running = Served(root)
    yield running
    running.end()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_own_names_are_answered(served: Served, host: str):
    assert served.get("/", Host=f"{host}:{served.port}").status == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "example.org:{port}",
        "127.0.0.1",
        "127.0.0.1:1{port}",
        "127.0.0.1:{port}x",
        "127.0.0.1:{port}@example.org",
        "127.0.0.1.example.org:{port}",
        "127.evil.example:{port}",
        "localhost.example.org:{port}",
        "localhost:{port}:80",
        "example.org#localhost:{port}",
        "::1:{port}",
        "[::1]x:{port}",
        "[::1",
        "[::2]:{port}",
        "0.0.0.0:{port}",
        "127.1:{port}",
        "2130706433:{port}",
        "",
    ],
)
def test_other_names_are_refused(served: Served, host: str):
    answer = served.get("/", Host=host.format(port=served.port))
    assert answer.status == 421
    assert "恒泰" not in answer.text


def test_two_hosts_are_refused(served: Served):
    import socket

    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        name = f"127.0.0.1:{served.port}"
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {name}\r\nHost: example.org\r\n\r\n".encode())
        assert b" 200 " not in connection.recv(100)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_possible(served: Served, method: str):
    for path in ("/", "/_live/problems", "/_live/events"):
        answer = served.get(path, method)
        assert answer.status == 405
        assert answer.headers["Allow"] == "GET, HEAD"


def test_head_answers_without_a_body(served: Served):
    answer = served.get("/index.html", "HEAD")
    assert answer.status == 200
    assert answer.body == b""
    assert int(answer.headers["Content-Length"]) > 1000


@pytest.mark.parametrize(
    "path",
    ["/", "/projects/r/line3.html", "/static/site.js", "/nowhere", "/_live/problems", "/_live/live.js"],
)
def test_every_answer_has_its_headers(served: Served, path: str):
    headers = served.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["form-action"] == "'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not [name for name in headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "path", ["/", "/_live/events", "/_live/problems", "/data/index.json", "/search/zh-Hans-1.js"]
)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
def test_other_sites_get_nothing(served: Served, path: str, headers: dict[str, str]):
    answer = served.get(path, **headers)
    assert answer.status == 403
    assert answer.body == b"Forbidden"


def test_links_from_elsewhere_and_own_pages_are_answered(served: Served):
    assert (
        served.get(
            "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document"
        ).status
        == 200
    )
    assert (
        served.get("/", Origin=f"http://127.0.0.1:{served.port}", Sec_Fetch_Site="same-origin").status == 200
    )


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/static/../../secret.txt",
        "/static/..%5c..%5csecret.txt",
        "/records/site.yaml",
        "/site.yaml",
        "/static/",
        "/projects/r/",
        "/index.html/",
        "/index.html%00.txt",
        "/%ff%fe",
        "//etc/passwd",
        "/C:/secret.txt",
        "/file:///etc/passwd",
        "/" + "a" * 5000,
        "/" + "../" * 100 + "secret.txt",
        "/.git/config",
        "/.site-gen/memo.sqlite",
        "/_live/../secret.txt",
        "/_live/nothing",
    ],
)
def test_only_files_of_the_site_are_found(served: Served, path: str):
    answer = served.get(path)
    assert answer.status == 404
    assert "secret" not in answer.text.replace(path.lstrip("/"), "")
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/..", "///evil.example/%2e%2e", "/\\evil.example"]
)
def test_no_redirect_leads_elsewhere(served: Served, path: str):
    answer = served.get(path)
    assert answer.status == 404
    assert answer.headers["Location"] is None


def test_folders_are_completed_on_this_server(served: Served):
    assert served.get("//packs/").status == 200
    answer = served.get("//packs")
    assert answer.status == 307
    assert answer.headers["Location"] == "/packs/"


def test_a_missing_page_is_the_sites_own_with_links_that_work(served: Served):
    answer = served.get("/a/b/c.html")
    assert answer.status == 404
    assert "没有这个页面" in answer.text
    assert 'href="../../index.html"' in answer.text
    assert 'href="../../static/css/text.css"' in answer.text


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("localhost", ("localhost", 80)),
        ("LocalHost:8000", ("localhost", 8000)),
        ("[::1]:8000", ("[::1]", 8000)),
        ("[::1]", ("[::1]", 80)),
        ("::1:8000", ("", -1)),
        ("a:", ("a", -1)),
        ("a:８０", ("a", -1)),
        ("a:+80", ("a", -1)),
    ],
)
def test_host_headers_are_taken_apart(header: str, parts: tuple[str, int]):
    assert split_host(header) == parts


def test_what_counts_as_this_machine():
    assert is_loopback("127.0.0.1")
    assert is_loopback("127.8.9.1")
    assert is_loopback("::1")
    assert is_loopback("localhost")
    assert not is_loopback("192.168.1.2")
    assert not is_loopback("laptop.local")
    assert is_any("0.0.0.0")
    assert is_any("::")
    assert not is_any("127.0.0.1")


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/kim/team", ""),
        ("/mnt/c/team", "9p"),
        ("/mnt/share/deep/team", "cifs"),
        ("/mnt/my disk/team", "nfs4"),
        ("/media/phone/team", "fuse.gvfsd-fuse"),
        ("/mnt/ntfs/team", ""),
        ("/mnt/cellar", ""),
        ("/mnt/c/native/team", ""),
    ],
)
def test_file_systems_without_events_are_known(folder: str, kind: str):
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nC:\\134 /mnt/c 9p rw 0 0\n//nas/share /mnt/share cifs rw 0 0\n"
        "nas:/x /mnt/my\\040disk nfs4 rw 0 0\ngvfsd-fuse /media/phone fuse.gvfsd-fuse rw 0 0\n"
        "/dev/sdb1 /mnt/ntfs fuseblk rw 0 0\n/dev/sdc1 /mnt/c/native ext4 rw 0 0\nshort\n"
    )
    assert silent_type(folder, mounts) == kind
