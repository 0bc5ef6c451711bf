"""Labels of fields: translated, distinct within a form, and the words of the paper forms."""

from __future__ import annotations

import pytest

from site_gen.config.forms import SITE
from site_gen.locale.text import Msg, tr
from site_gen.records import FORMS

#: Words of the source that stay as they are in every language.
SAME = {"Sub-BU", "site.yaml"}


@pytest.mark.parametrize("kind", FORMS)
def test_labels_are_translated_and_distinct(kind: str):
    form = FORMS[kind]
    for lang in ("zh-Hans", "zh-Hant", "en"):
        labels = [tr(spec.label, lang) for spec in form.specs.values()]
        assert len(labels) == len(set(labels)), f"{kind} {lang}"
    for spec in form.specs.values():
        assert isinstance(spec.label, Msg)
        assert tr(spec.label, "zh-Hans") != spec.label.id, spec.name


def test_labels_of_the_configuration_are_translated():
    for spec in SITE.specs.values():
        assert tr(spec.label, "zh-Hans") != spec.label.id or spec.label.id in SAME


@pytest.mark.parametrize(
    ("kind", "field", "label"),
    [
        ("project", "customer", "客户名称"),
        ("project", "name", "项目名称"),
        ("project", "importance", "重要程度"),
        ("project", "source", "项目来源"),
        ("project", "products", "计划采购产品"),
        ("project", "bid_date", "计划投标时间"),
        ("project", "purchase_date", "计划采购时间"),
        ("project", "amount", "计划订单额"),
        ("project", "vertical", "所在行业"),
        ("project", "lost_reason", "项目流失原因"),
        ("project", "province", "所在省份"),
        ("project", "city", "所在城市"),
        ("project", "project_plan", "项目计划"),
        ("project", "resource_plan", "资源配置计划"),
        ("project", "expected_close", "预计签约日"),
        ("visit", "department", "拜访部门"),
        ("visit", "contacts", "拜访对象"),
        ("visit", "purpose", "拜访目的"),
        ("visit", "counterpart_view", "对方观点"),
        ("visit", "result", "拜访结果"),
        ("visit", "follow_ups", "跟进事项"),
        ("visit", "next_visit", "下一步拜访计划"),
        ("visit", "companions", "陪同拜访人员"),
        ("visit", "premise", "已经了解的信息"),
        ("visit", "anticipate", "预期问题/反对意见"),
        ("visit", "requirements", "客户对设备产品的要求"),
        ("visit", "opinions", "提出的意见、建议"),
        ("review", "summary", "回顾总结"),
        ("review", "accompany_visits", "重点陪同拜访"),
        ("customer", "needs_habits", "需求和习惯"),
    ],
)
def test_labels_are_the_words_of_the_paper_forms(kind: str, field: str, label: str):
    assert tr(FORMS[kind].specs[field].label, "zh-Hans") == label


def test_traditional_characters_use_the_words_of_the_trade():
    assert tr(FORMS["visit"].specs["requirements"].label, "zh-Hant") == "客戶對設備產品的要求"
    assert tr(FORMS["visit"].specs["premise"].label, "zh-Hant") == "已經了解的信息"
