"""Names: Chinese names, customers that look alike, circles."""

from __future__ import annotations

import time

import pytest
from rule_books import SITE, book_of, problems_of, spots

from site_gen.book.rules.duplicates import core
from site_gen.forms.vocabulary import fold


def customers(*names: str) -> dict[str, str]:
    fields = "vertical: water\nprovince: zhejiang\nowner: li-wei\n"
    return {f"customers/c{n:04}.md": f"name: {name}\n{fields}" for n, name in enumerate(names)}


def test_people_of_the_manufacturer_have_chinese_names():
    files = {
        "people/peter.md": "name: Peter Wang\nrole: gf_manager\n",
        "people/paul.md": "name: Paul\nrole: marketing\nside: gf\n",
        "people/tom.md": "name: Tom\nrole: sales\n",
    }
    found = problems_of(files, "SG608")
    assert spots(found) == ["people/paul.md:2:7", "people/peter.md:2:7"]
    assert [d.person for d in found] == ["paul", "peter"]


def test_names_in_the_header():
    site = SITE + "header:\n  gf_sales: Peter\n  sub_bu_sales_manager: 王强\n  dealer_name: ACME\n"
    assert spots(problems_of({}, "SG608", site=site)) == ["site.yaml:4:13"]


def test_a_team_without_a_chinese_site_may_have_any_names():
    files = {"people/peter.md": "name: Peter\nrole: gf_sales\n"}
    assert problems_of(files, "SG608", site="name: T\nlanguages: [en]\n") == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("常州恒泰化工有限公司", "常州恒泰化工股份有限公司", True),
        ("常州恒泰化工集团", "常州恒泰化工（中国）有限公司", True),
        ("Acme Water Ltd.", "ACME Water Co., Ltd", True),
        ("江苏中能硅业科技发展有限公司", "江苏中能硅业科技发展公司", True),
        ("常州恒泰化工", "常州恒泰化学", False),
        ("上海第一水务工程处", "上海第二水务工程处", False),
        ("华东水务工程设备公司", "华西水务工程设备公司", False),
        ("Plant A Water Works North", "Plant B Water Works North", False),
    ],
)
def test_names_that_look_alike(one: str, other: str, *, alike: bool):
    found = problems_of(customers(one, other), "SG614")
    assert spots(found) == (["customers/c0001.md:2:7"] if alike else [])


def test_parent_and_child_are_not_duplicates():
    files = customers("恒大水务集团", "恒大水务有限公司")
    files["customers/c0001.md"] += "parent: c0000\n"
    assert problems_of(files, "SG614") == []


def test_what_tells_a_company_from_others():
    assert core("恒泰（中国）有限公司") == "恒泰"
    assert core("有限公司") == "有限公司"
    assert core("ＡＢＣ Co., Ltd.") == fold("abc")


def test_five_thousand_customers_are_compared_quickly():
    syllables = "恒泰瑞达中能华新宏远天成正大百川明德信和"
    names = [
        f"{syllables[n % 20]}{syllables[n // 20 % 20]}{syllables[n // 400 % 20]}{n % 97}水务工程有限公司"
        for n in range(5000)
    ]
    files = customers(*names)
    book = book_of(files)
    begin = time.process_time()
    from site_gen.book.rules import duplicates

    list(duplicates.check(book))
    assert time.process_time() - begin < 5


def test_circles_are_reported_once():
    files = customers("甲工程", "乙水务", "丙电力")
    for n, parent in enumerate(("c0001", "c0002", "c0001")):
        files[f"customers/c{n:04}.md"] += f"parent: {parent}\n"
    (found,) = problems_of(files, "SG405")
    assert found.message("en") == "Parent company leads in a circle: c0001 → c0002 → c0001."
    assert found.record == ("customer", "c0001")


def test_nobody_manages_themselves():
    (found,) = problems_of({"people/tom.md": "name: 汤\nrole: sales\nmanager: tom\n"}, "SG405")
    assert found.person == "tom"
