"""Links and anchors of the rendered site are all checked."""

from __future__ import annotations

from site_gen.publish.verify import Links, settle


def targets(files: dict[str, str]) -> list[tuple[str, object]]:
    site = {url: text.encode() for url, text in files.items()}
    links = Links(site)
    doubts = [doubt for url, data in site.items() for doubt in links.doubts(url, data)]
    found = settle(doubts, site, site.__getitem__)
    return [(d.place.path, dict(d.args)["target"]) for d in found]


def test_good_links_of_every_shape_pass():
    home = '<a href="a/b.html"></a><a href="a/b.html#x"></a><a href="#top" id="top"></a><img src="s/i.svg">'
    page = '<p id="x"><a href="../index.html"></a><a href="https://example.org/nothing"></a><a href="mailto:a@b"></a>'
    assert targets({"index.html": home, "a/b.html": page, "s/i.svg": ""}) == []


def test_missing_pages_files_and_anchors_are_found():
    home = '<a href="gone.html"></a><a href="b.html#gone"></a><script src="x.js"></script><a href="#no"></a>'
    found = [target for _, target in targets({"index.html": home, "b.html": ""})]
    assert found == ["#no", "b.html#gone", "gone.html", "x.js"]


def test_escaped_and_quoted_addresses():
    home = '<a href="%E6%81%92%E6%B3%B0.html#%E4%BA%BA&amp;1"></a>'
    assert targets({"index.html": home, "恒泰.html": '<p id="人&amp;1">'}) == []
    assert targets({"index.html": home, "恒泰.html": ""}) == [
        ("index.html", "%E6%81%92%E6%B3%B0.html#%E4%BA%BA&1")
    ]


def test_links_in_svg_are_checked():
    assert targets({"index.html": '<svg><a xlink:href="no.html"></a></svg>'}) == [("index.html", "no.html")]
