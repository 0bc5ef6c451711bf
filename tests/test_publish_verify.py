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


def test_a_menu_that_pages_share_hides_no_links_of_theirs():
    menu = '<header><a href="../index.html"></a><nav><a href="a.html"></a></nav>'
    pages = {f"p/{name}.html": f'{menu}<a href="{name}.html"></a><img src="../s.svg">' for name in "abc"}
    site = {"index.html": "", "s.svg": "", **pages}
    assert targets(site) == []
    assert targets({**site, "p/c.html": f'{menu}<a href="gone.html"></a>'}) == [("p/c.html", "gone.html")]
    assert targets({**site, "p/c.html": f'<link href="no.css">{menu}'}) == [("p/c.html", "no.css")]


def test_a_dead_link_of_a_shared_menu_is_found_on_every_page():
    menu = '<header><nav><a href="gone.html"></a><a href="a.html#x"></a></nav>'
    site = {f"p/{name}.html": menu for name in "abc"}
    expected = [(f"p/{name}.html", target) for name in "abc" for target in ("a.html#x", "gone.html")]
    assert sorted(targets(site)) == sorted([*expected])


def test_ways_up_and_down_lead_where_they_say():
    site = {"a/b/c.html": "", "a/d.html": "", "index.html": ""}
    good = '<a href="../d.html"></a><a href="../../index.html"></a><a href="./c.html"></a><a href="../b/c.html"></a>'
    assert targets({**site, "a/b/c.html": good}) == []
    bad = '<a href="../../../x.html"></a><a href="../c.html"></a><a href="d/../../e.html"></a>'
    found = [target for _, target in targets({**site, "a/b/c.html": bad})]
    assert sorted(found) == ["../../../x.html", "../c.html", "d/../../e.html"]
