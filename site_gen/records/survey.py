"""A survey at a customer: its people, systems and project on one form (S16)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Bool, Date, ListOf, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.account_rows import Interviewee, SystemInUse
from site_gen.records.rows import rows


@kind
class Survey(Record):
    """The customer's full picture as one survey visit found it; fields stand in the order of the form."""

    kind: ClassVar[str] = "survey"
    folder: ClassVar[str] = "surveys"
    label: ClassVar[Msg] = N_("Survey")
    plural: ClassVar[Msg] = N_("Surveys")

    sales_manager: str = spec(Ref("person"), N_("Sales manager"), required=True, source="S16.1")
    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S16.1")
    project: str = spec(Ref("project"), NC_("field", "Project"), source="S16.5")
    survey_method: str = spec(Vocab("survey_method"), N_("Survey method"), required=True, source="S16.1")
    date: dt.date = spec(Date(), N_("Date"), required=True, source="S16.1")
    interviewees: tuple[Interviewee, ...] = spec(rows(Interviewee), N_("Main interviewees"), source="S16.2")
    infrastructure_sufficient: bool | None = spec(
        Bool(), N_("Sufficient for this project"), default=None, source="S16.3"
    )
    software: tuple[SystemInUse, ...] = spec(rows(SystemInUse), N_("Systems in use"), source="S16.4")
    project_owner: str = spec(Ref("contact"), N_("Project owner at the customer"), source="S16.5")
    budget: str = spec(Str(200), N_("Project budget"), source="S16.5")
    policy_documents: tuple[str, ...] = spec(
        ListOf(Str(200)), N_("Supporting policy documents"), source="S16.5"
    )
    planned_modules: tuple[str, ...] = spec(
        ListOf(Str(200)), N_("Modules to be added by the plan"), source="S16.5"
    )
    migrate: bool | None = spec(Bool(), N_("Old data to be migrated"), default=None, source="S16.5")
    network: str = spec(Prose(), N_("Network coverage"), source="S16.3", headings=("网络覆盖", "網絡覆蓋"))
    servers: str = spec(Prose(), N_("Servers"), source="S16.3", headings=("服务器", "服務器"))
    databases_middleware: str = spec(
        Prose(), N_("Databases and middleware"), source="S16.3", headings=("数据库、中间件", "數據庫、中間件")
    )
    covered_units: str = spec(
        Prose(), N_("Units covered"), source="S16.5", headings=("覆盖单位", "覆蓋單位", "覆盖单位范围")
    )
    integration: str = spec(
        Prose(), N_("Interfaces and integration"), source="S16.5", headings=("接口、整合", "接口和整合")
    )
    data_migration: str = spec(
        Prose(), N_("Old data"), source="S16.5", headings=("旧系统数据", "舊系統數據", "旧系统数据处理")
    )
    architecture: str = spec(
        Prose(), N_("Architecture and product line"), source="S16.5", headings=("应用架构", "應用架構")
    )
    special_requirements: str = spec(
        Prose(), N_("Special requirements"), source="S16.5", headings=("特殊要求",)
    )
    processes: str = spec(
        Prose(), N_("Processes and functions"), source="S16.6", headings=("流程、功能需求", "流程整理", "功能需求")
    )
    department_functions: str = spec(
        Prose(), N_("Functions of the departments"), source="S16.6", headings=("部门职能", "部門職能")
    )
    focus_issues: str = spec(
        Prose(), N_("Main concerns"), source="S16.6", headings=("重点关注", "重點關注", "重点关注问题")
    )

    @property
    def title(self) -> str:
        """Surveys are called by their id, which names day and customer."""
        return self.id
