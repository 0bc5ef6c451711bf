"""Staff reviews: nobody reviews himself, classes C and D say why (S36.5)."""

from __future__ import annotations

import pytest
from rule_books import problems_of

HEAD = "---\nperson: li-wei\ndate: 2026-11-01\ngrade: {}\nreviewer: {}\n---\n{}"


def review(grade: str, reviewer: str = "zhao-zong", body: str = "") -> dict[str, str]:
    return {"staff/r.md": HEAD.format(grade, reviewer, body)}


def test_nobody_reviews_himself():
    (found,) = problems_of(review("A", "li-wei"), "SG693")
    assert (str(found.place), found.person) == ("staff/r.md:5:11", "li-wei")
    assert problems_of(review("A"), "SG693") == []


@pytest.mark.parametrize(("grade", "count"), [("A", 0), ("B", 0), ("C", 1), ("D", 1)])
def test_classes_c_and_d_say_why(grade, count):
    found = problems_of(review(grade), "SG694")
    assert [str(one.place) for one in found] == ["staff/r.md:4:8"] * count
    assert [one.person for one in found] == ["zhao-zong"] * count
    assert problems_of(review(grade, body="## 评语\n\n连续两季未达标。\n"), "SG694") == []
