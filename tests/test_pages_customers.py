"""Customer, contact, people and target pages say what the record files say, and keep private what is personal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from measure_books import book as small_book
from visit_pages import Shown, by_id, having, items, raw, value_of, words

from site_gen.book.redaction import book_for
from site_gen.pages import addresses
from site_gen.pages.audience import may_show, withheld
from site_gen.records import FORMS

DONE = {"yes", "true"}


@pytest.fixture(scope="module")
def shown(sample_book) -> Shown:
    return Shown(sample_book)


def _rows(tree, ident):
    return [r for r in by_id(tree, ident).iter("tr") if r.find("th[@scope='row']") is not None]


def test_the_customer_list_equals_a_count_over_the_files(shown, sample_book):
    open_keys = sample_book.config.open_keys
    tree = shown.tree(addresses.CUSTOMERS)
    heads = [words(h) for h in by_id(tree, "customers").findall("./thead/tr/th")]
    count_at = next(i for i, h in enumerate(heads) if h.startswith("在跟进项目"))
    seen = {}
    for row in _rows(tree, "customers"):
        cells = list(row)
        href = cells[0].find("a").get("href")
        ident = href.rsplit("/", 1)[1].removesuffix(".html")
        seen[ident] = (value_of(cells[count_at]), value_of(cells[count_at + 1]))
    assert set(seen) == set(raw("customers"))
    for ident, (count, amount) in seen.items():
        own = [p for p in raw("projects").values() if p["customer"] == ident and p["stage"] in open_keys]
        assert int(count) == len(own), ident
        if own:
            assert Decimal(amount) == sum((Decimal(p.get("amount", "0")) for p in own), Decimal(0)), ident


def test_every_dropdown_of_a_customer_filters_the_list(shown):
    tree = shown.tree(addresses.CUSTOMERS)
    chosen = [
        words(h)
        for h in by_id(tree, "customers").findall("./thead/tr/th")
        if h.get("data-choose") is not None
    ]
    assert [head.removesuffix("?").rstrip() for head in chosen] == [
        "所在行业",
        "所在省份",
        "所在城市",
        "销售代表",
        "层级",
        "分组",
        "潜力",
    ]


def test_a_customer_page_lists_projects_people_promises_and_story(shown):
    for ident, customer in raw("customers").items():
        tree = shown.tree(addresses.record("customer", ident))
        assert words(tree.find(".//h1")) == customer["name"]
        text = words(tree)
        for project in raw("projects").values():
            if project["customer"] == ident:
                assert " ".join(project["name"].split()) in text
        for contact in raw("contacts").values():
            if contact["customer"] == ident:
                assert contact["name"] in text
        owed = [row for _, v, row in items() if v["customer"] == ident and row.get("done") not in DONE]
        assert len(having(tree, "what")) == len(owed), ident
        stories = having(tree, "timeline", "ol")
        made = [v for v in raw("visits").values() if v["customer"] == ident and v["status"] == "done"]
        events = [e for story in stories for e in story if e.get("class") in {"visit", "call"}]
        assert len(events) == len(made), ident


def test_promises_stand_on_the_side_of_who_made_them():
    visit = (
        "customer: heng\nowner: li\ndate: 2026-11-10\nstatus: done\nfollow_ups:\n"
        "  - {who: li, what: 发报价, when: 2026-11-12}\n  - {who: zhang, what: 给图纸, when: 2026-11-30}\n"
        "  - {who: li, what: 寄样品, when: 2026-11-11, done: yes, done_on: 2026-11-11}"
    )
    tree = Shown(small_book({"visits/a.md": visit})).tree(addresses.record("customer", "heng"))
    lists = having(tree, "follow-ups", "ul")
    assert [[words(e) for e in having(found, "what")] for found in lists] == [["发报价"], ["给图纸"]]
    assert "late" in lists[0][0].get("class")
    assert "未完成的承诺" in words(tree)


def test_parents_and_subsidiaries_are_linked_both_ways():
    base = "vertical: water\nprovince: jiangsu\nowner: li\n"
    files = {
        "customers/top.md": f"name: 集团\n{base}",
        "customers/mid.md": f"name: 公司\n{base}parent: top",
        "customers/low.md": f"name: 工厂\n{base}parent: mid",
    }
    shown = Shown(small_book(files))
    low = words(shown.tree(addresses.record("customer", "low")))
    assert "母公司：公司" in low
    assert "其上级：集团" in low
    assert "子公司：公司" in words(shown.tree(addresses.record("customer", "top")))


def test_what_is_missing_is_named_with_what_to_write():
    tree = Shown(small_book({})).tree(addresses.record("customer", "heng"))
    gaps = [words(e.find("code")) for e in having(tree, "gap")]
    assert gaps == [
        "city: …",
        "loyalty: …",
        "potential: …",
        "phone: …",
        "address: …",
        "## 需求和习惯",
        "## 使用产品情况",
    ]


def test_personal_and_manager_fields_are_on_no_page():
    files = {
        "contacts/zhang.md": "name: 张工\ncustomer: heng\nbirthday: 1971-02-03\nhome_address: 翠竹新村五幢",
        "customers/heng.md": "name: 恒泰\nvertical: chemical\nprovince: jiangsu\nowner: li\nannual_profit: 777.5",
    }
    shown = Shown(small_book(files))
    for url in sorted(shown.pages):
        text = shown.text(url)
        assert "1971" not in text, url
        assert "翠竹新村" not in text, url
        assert "777.5" not in text, url
    assert "个人隐私，此处不显示：生日、家庭住址。" in shown.text(addresses.record("contact", "zhang"))


def test_audiences_see_the_levels_that_are_theirs():
    whole = small_book({})
    books = {one.key: book_for(whole, one) for one in whole.config.audiences}
    birthday, profit = FORMS["contact"].specs["birthday"], FORMS["customer"].specs["annual_profit"]
    assert not may_show(whole, birthday)
    assert [key for key, one in books.items() if may_show(one, birthday)] == ["rep", "manager"]
    assert [key for key, one in books.items() if may_show(one, profit)] == ["manager"]
    assert {"birthday", "home_address"} <= {spec.name for spec in withheld(books["team"], "contact")}
    assert withheld(books["manager"], "customer") == ()


def test_a_contact_is_met_as_often_as_the_files_say(shown):
    tree = shown.tree(addresses.CONTACTS)
    heads = [words(h) for h in by_id(tree, "contacts").findall("./thead/tr/th")]
    at = heads.index("见面次数")
    rows = _rows(tree, "contacts")
    assert len(rows) == len(raw("contacts"))
    for row in rows:
        ident = row[0].find("a").get("href").rsplit("/", 1)[1].removesuffix(".html")
        times = sum(
            v["status"] == "done" and ident in (v.get("contacts") or []) and v["date"] <= "2026-11-20"
            for v in raw("visits").values()
        )
        assert value_of(row[at]) == str(times), ident


def test_the_people_list_counts_open_projects_and_promises(shown, sample_book):
    open_keys = sample_book.config.open_keys
    tree = shown.tree(addresses.PEOPLE)
    rows = _rows(tree, "people")
    assert len(rows) == len(raw("people"))
    for row in rows:
        ident = row[0].find("a").get("href").rsplit("/", 1)[1].removesuffix(".html")
        projects = sum(p["owner"] == ident and p["stage"] in open_keys for p in raw("projects").values())
        assert words(row[5]) == (str(projects) if projects else "–"), ident
        owed = sum(r["who"] == ident and r.get("done") not in DONE for _, _, r in items())
        assert value_of(row[8]) == str(owed), ident


def test_the_targets_page_sums_what_the_files_say(shown):
    tree = shown.tree(addresses.TARGETS)
    years = [e.get("id") for e in tree.iter("h2") if (e.get("id") or "").startswith("year-")]
    assert years == ["year-2026", "year-2027"]  # the running one first
    for ident, target in raw("targets").items():
        heading = by_id(tree, ident)
        parent = next(e for e in tree.iter() if heading in list(e))
        table = next(e for e in list(parent)[list(parent).index(heading) :] if e.find(".//table") is not None)
        total = next(r for r in table.iter("tr") if r.get("class") == "total")
        expected = sum(Decimal(row["orders"]) for row in target["months"])
        assert Decimal(value_of(total[1])) == expected
        # Nothing can have been signed in a year to come.
        assert (words(total[3]) == "–") == (words(total[4]) == "–") == (int(target["year"]) == 2027)
        collection = [Decimal(row["collection"]) for row in target["months"] if "collection" in row]
        assert value_of(total[6]) == (str(sum(collection)) if collection else "")
        customers = [int(row["new_customers"]) for row in target["months"] if "new_customers" in row]
        assert value_of(total[7]) == (str(sum(customers)) if customers else "")


def test_months_without_a_stretch_target_show_what_the_sum_counts_for_them():
    files = {
        "targets/t.md": "owner: li\nyear: 2026\nmonths: [{month: 11, orders: 7, stretch: 9}, {month: 12, orders: 10}]"
    }
    tree = Shown(small_book(files)).tree(addresses.TARGETS)
    *_, table = tree.iter("table")
    rows = [words(row[2]) for row in table.iter("tr")][1:]
    assert rows == ["–"] * 10 + ["9", "10", "19"]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_pages_are_valid_in_every_language(shown, lang):
    wanted = ("customers/", "contacts/", "people/")
    urls = [url for url in sorted(shown.pages) if url.startswith(wanted)]
    for url in [*urls[::6], addresses.CUSTOMERS, addresses.CONTACTS, addresses.PEOPLE, addresses.TARGETS]:
        tree = shown.tree(url, lang)
        assert words(tree.find(".//h1"))


def test_an_empty_team_is_told_how_to_begin():
    shown = Shown(small_book({}))
    assert "site-gen new target" in shown.text(addresses.TARGETS)
    assert "该客户没有项目记录" in shown.text(addresses.record("customer", "hua"))
    assert "至今没有见过面" in shown.text(addresses.record("contact", "he"))
