"""Inputs for every chart, with long labels, and what a drawn chart holds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from site_gen.charts import (
    MOST_DOTS,
    AgedProject,
    AgeingInput,
    AgeingStage,
    Axis,
    BidderPrice,
    Chart,
    CommitsInput,
    CommittedWeek,
    CurveDay,
    CurveInput,
    DecidedInput,
    DecidedRow,
    FlowInput,
    FlowStep,
    FlowWay,
    FunnelInput,
    FunnelRow,
    FunnelStep,
    InfluenceInput,
    Influencer,
    LinearityInput,
    LineWeek,
    LossesInput,
    LossReason,
    MovementInput,
    MovementWeek,
    OutlookInput,
    OutlookMonth,
    ParetoCustomer,
    ParetoInput,
    PriceHistoryInput,
    PricePoint,
    PricesInput,
    QuadrantsInput,
    RelationshipInput,
    RelationshipPoint,
    RequiredInput,
    RequiredRow,
    Slot,
    SmallFunnelInput,
    Spot,
    SupplyInput,
    SupplyProduct,
    TargetMonth,
    TargetsInput,
    TrendInput,
    TrendRow,
    VisitsInput,
    VisitWeek,
)
from site_gen.charts.measure import text_width


#: A flow with every type of step, a way back, ways ahead that cross, and long words; from 16 steps on in two columns.
def aged(label: str, rank: int, *projects: AgedProject, href: str = "") -> AgeingStage:
    """Return a stage with these projects; only the oldest get dots."""
    ordered = sorted(projects, key=lambda one: (-one.days, one.name))
    return AgeingStage(label, rank, tuple(one.days for one in ordered), tuple(ordered[:MOST_DOTS]), href)


def flow_steps(lang: str) -> tuple[FlowStep, ...]:
    zh = lang == "zh-Hans"
    long = (
        "超过两万元的退货由事总审批并由大客户经理维护客户"
        if zh
        else "The executive director approves what is above"
    )
    yes, no = ("是", "否") if zh else ("Yes", "No")
    steps = [
        FlowStep("start", "开始" if zh else "Start", ways=(FlowWay(1),), href="#s0"),
        FlowStep(
            "process", long, "客服专员 · 退货单" if zh else "Officer · Return order", (FlowWay(2),), "#s1"
        ),
        FlowStep("decision", long, "财务" if zh else "Finance", (FlowWay(4, yes), FlowWay(1, no)), "#s2"),
        FlowStep("note", long, href="#s3"),
        FlowStep(
            "decision", "质量？" if zh else "Quality?", ways=(FlowWay(5, yes), FlowWay(7, no)), href="#s4"
        ),
        FlowStep("store", "存档" if zh else "Archive", ways=(FlowWay(6),), href="#s5"),
        FlowStep("process", "入库" if zh else "Store", ways=(FlowWay(8),), href="#s6"),
        FlowStep("process", "换货" if zh else "Exchange", ways=(FlowWay(8),), href="#s7"),
    ]
    more = [
        FlowStep("process", f"{n} {'步骤' if zh else 'Step'}", ways=(FlowWay(n + 1),), href=f"#s{n}")
        for n in range(8, 19)
    ]
    return (*steps, *more, FlowStep("end", "结束" if zh else "End", href="#s19"))


SVG = "{http://www.w3.org/2000/svg}"

STAGES = {
    "zh-Hans": ("潜在客户", "确定机会", "方案设计", "报价谈判投标", "签定协议", "对GF正式下单", "客户付款"),
    "en": (
        "Leads",
        "Qualified Opportunity",
        "Confirmed Solution(s)",
        "Confirmed Quotation",
        "Signed Agreement",
        "Order (to GF)",
        "Payment",
    ),
}
MODEL = (100, 60, 40, 20, 10, 10, 10)


def weeks() -> tuple[Slot, ...]:
    """Twelve weeks over the turn of a year."""
    numbers = [(2026, week) for week in range(43, 54)] + [(2027, 1)]
    return tuple(Slot(str(week), f"{year}年第{week}周", str(year)) for year, week in numbers)


def months() -> tuple[Slot, ...]:
    """Twelve months and a column for projects without a date."""
    numbers = [(2026, 11), (2026, 12), *((2027, month) for month in range(1, 11))]
    dated = tuple(Slot(f"{month}月", f"{year}年{month}月", str(year)) for year, month in numbers)
    return (*dated, Slot("未定", "时间未定"))


def funnel_of(counts: tuple[int, ...], lost: int = 0, lang: str = "zh-Hans") -> FunnelInput:
    """Return a funnel with amounts of 100.5 per project."""
    stages = tuple(
        FunnelRow(label, rank, count, count * Decimal("100.5"), model, f"projects/stage-{rank}.html")
        for rank, (label, count, model) in enumerate(zip(STAGES[lang], counts, MODEL, strict=True), 1)
    )
    gone = FunnelRow(
        "流失" if lang != "en" else "Lost", 0, lost, lost * Decimal("100.5"), 0, "projects/lost.html"
    )
    steps = (
        FunnelStep(Decimal("0.584"), Decimal("0.667")),
        FunnelStep(Decimal("0.39"), Decimal("0.5"), low=True),
        FunnelStep(Decimal("0.6"), Decimal(1), low=True),
        FunnelStep(None, Decimal("0.5")),
        FunnelStep(Decimal(1), Decimal(1)),
        FunnelStep(Decimal(1), Decimal(1)),
    )
    return FunnelInput(lang, "万元" if lang != "en" else "CNY 10k", stages, gone, steps)


def samples(lang: str) -> dict[str, object]:
    """Return one full input per chart."""
    zh = lang != "en"
    unit = "万元" if zh else "CNY 10k"
    whole = funnel_of((14, 16, 11, 9, 4, 3, 2), 21, lang)
    reasons = (
        ("物流送货期不能满足客户要求的交货时间", "竞争对手在设计院阶段已经指定品牌", "价格", "其他")
        if zh
        else ("Delivery lead time too long for the plant", "Competitor specified early", "Price", "Other")
    )
    products = (
        ("PVC-U工业管道系统及配件", "自动控制与测量仪表", "阀门")
        if zh
        else ("PVC-U piping systems", "Instruments", "Valves")
    )
    return {
        "funnel": whole,
        "small": SmallFunnelInput(lang, unit, whole.stages, whole.lost),
        "losses": LossesInput(
            lang,
            unit,
            "count",
            tuple(
                LossReason(label, 7 - number, Decimal(900 - 100 * number), f"lost/{number}.html")
                for number, label in enumerate(reasons)
            ),
        ),
        "churn": LossesInput(
            lang,
            "",
            "count",
            tuple(
                LossReason(label, 4 - number, Decimal(0), f"#reason-{number}")
                for number, label in enumerate(reasons)
            ),
            of="customers",
        ),
        "pareto": ParetoInput(
            lang,
            unit,
            "年利润" if zh else "annual profit",
            tuple(
                ParetoCustomer(f"恒泰化工{number}", Decimal(value), tier, f"customers/{number}.html")
                for number, (value, tier) in enumerate(
                    (
                        (900, "A"),
                        (310, "A"),
                        (95, "B"),
                        (80, "B"),
                        (60, "B"),
                        (44, "B"),
                        (30, "B"),
                        (0, "C"),
                        (-12, "C"),
                    )
                )
            ),
            80,
            "#ranking",
        ),
        "ageing": AgeingInput(
            lang,
            tuple(
                aged(
                    label,
                    rank,
                    *(
                        AgedProject(f"恒泰三期{number}", number * 37 % 120, f"projects/p{number}.html")
                        for number in range(40 // rank - 5)
                    ),
                    href=f"stages/{rank}.html",
                )
                for rank, label in enumerate(STAGES[lang], 1)
            ),
            90,
        ),
        "movement": MovementInput(
            lang,
            tuple(
                MovementWeek(
                    week, number, 14 - number, number % 4, number % 3, number % 5, f"weeks/{number}.html"
                )
                for number, week in enumerate(weeks())
            ),
        ),
        "supply": SupplyInput(
            lang,
            unit,
            months(),
            tuple(
                SupplyProduct(
                    label,
                    tuple(Decimal(number * 137 % 7 * 210) for number in range(row, row + 13)),
                    tuple(f"supply/{row}-{number}.html" for number in range(13)),
                    f"supply/{row}.html",
                )
                for row, label in enumerate(products)
            ),
        ),
        "visits": VisitsInput(
            lang,
            tuple(
                VisitWeek(week, 20, 20 - number, number % 4, f"visits/{number}.html")
                for number, week in enumerate(weeks())
            ),
        ),
        "required": RequiredInput(
            lang,
            tuple(
                RequiredRow(label, rank, 1000 // rank, 700 // rank, 30 * rank, f"stages/{rank}.html")
                for rank, label in enumerate(STAGES[lang][:4], 1)
            ),
        ),
        "targets": TargetsInput(
            lang,
            unit,
            tuple(
                TargetMonth(month, Decimal(1300), Decimal(900 + 100 * number), f"orders/{number}.html")
                for number, month in enumerate(months()[:12])
            ),
        ),
        "curve": CurveInput(
            lang,
            "货款回收" if zh else "Collection",
            unit,
            tuple(
                CurveDay(
                    Slot(str(day), f"2026/10/{day}", ""),
                    Decimal(day * 311) if day < 20 else None,
                    Decimal(day) * Decimal("350.5"),
                    f"orders/{day}.html",
                )
                for day in range(1, 31)
            ),
        ),
        "trend": TrendInput(
            lang,
            "平均每人每周销售额" if zh else "Average sales per person per week",
            unit,
            weeks(),
            tuple(
                TrendRow(
                    name,
                    tuple(Decimal(number * row * 17) if number % 4 else None for number in range(12)),
                    Decimal("93.5") * row,
                    tuple(f"regions/{row}-{number}.html" for number in range(12)),
                )
                for row, name in enumerate(("华东一队", "Team of the northern provinces"), 1)
            ),
            "华东一队最高。" if zh else "Team two sold most.",
        ),
        "quadrants": QuadrantsInput(
            lang,
            Axis("真实" if zh else "Real", Decimal(-5), Decimal(5), Decimal(0)),
            Axis("值得" if zh else "Worth winning", Decimal(-5), Decimal(5), Decimal(0)),
            ("先核实或放弃", "跟进", "先核实或放弃", "谢绝")
            if zh
            else ("Qualify or drop", "Pursue", "Qualify or drop", "Decline"),
            tuple(
                Spot(
                    "恒泰化工三期含氟废水处理管道系统" if number % 2 else f"Acid line {number}",
                    Decimal((2, 3, -1, 5)[number % 4]),
                    Decimal((3, 3, 4, -2)[number % 4]),
                    (1, 1, 0, 3)[number % 4],
                    f"a/{number}.html",
                )
                for number in range(15)
            ),
            "十五个机会中七个值得跟进。" if zh else "Seven of fifteen opportunities are to be pursued.",
            "没有。" if zh else "None.",
            "项目" if zh else "Project",
        ),
        "prices": PricesInput(
            lang,
            unit,
            (
                BidderPrice("我方" if zh else "We", Decimal("1286.5"), ours=True),
                BidderPrice(
                    "康迪阀门（苏州）有限公司", Decimal(1180), Decimal(1250), won=True, href="c/1.html"
                ),
                BidderPrice(
                    "金鼎不锈钢" if zh else "Golden Tripod", Decimal("1286.5"), None, href="c/2.html"
                ),
                BidderPrice("远大" if zh else "Far & Wide", None, Decimal(1400), href="c/3.html"),
                BidderPrice("不知名" if zh else "Unknown", None, href="c/4.html"),
            ),
        ),
        "price history": PriceHistoryInput(
            lang,
            unit,
            tuple(
                PricePoint(
                    f"2026/{number + 1}/{number * 3 + 1}",
                    "恒泰化工三期含氟废水处理管道系统" if zh else "Acid line of the third plant in Changzhou",
                    Decimal(90 + number * 7 % 31),
                    Decimal(100),
                    ("", "ours", "theirs")[number % 3],
                    f"bids/{number}.html",
                )
                for number in range(9)
            ),
        ),
        "commits": CommitsInput(
            lang,
            unit,
            tuple(
                CommittedWeek(
                    week,
                    None if number == 3 else Decimal(200),
                    Decimal(number * 30),
                    "" if number == 3 else ("miss", "kept", "sandbag")[number // 4],
                    f"forecast/{number}.html",
                )
                for number, week in enumerate(weeks())
            ),
        ),
        "outlook": OutlookInput(
            lang,
            unit,
            tuple(
                OutlookMonth(
                    month,
                    None if number == 11 else Decimal(120 + 37 * number % 90),
                    Decimal(60 - 5 * number) if number < 11 else None,
                    Decimal(300),
                    Decimal(110) if number < 9 else None,
                    Decimal("130.5") if number < 9 else None,
                    f"#m-{number}",
                )
                for number, month in enumerate(months()[:12])
            ),
        ),
        "decided": DecidedInput(
            lang,
            (
                DecidedRow("全部" if zh else "All", 21, 34, 13, "#decided"),
                DecidedRow("化工" if zh else "Chemical and pharmaceutical industry", 12, 20, 9, "#chemical"),
                DecidedRow("水处理与环境保护工程" if zh else "Water", 9, 0, 4, "#water"),
                DecidedRow("电子" if zh else "Electronics", 0, 14, 0, "#electronics"),
            ),
        ),
        "flow": FlowInput(lang, flow_steps(lang)),
        "linearity": LinearityInput(
            lang,
            unit,
            tuple(
                LineWeek(
                    week,
                    4 + 7 * number,
                    Decimal(100 * number + 60),
                    Decimal(80 * number) if number < 8 else None,
                    f"forecast/{number}.html",
                )
                for number, week in enumerate(weeks())
            ),
            8,
            Decimal(560),
            Decimal(240),
            Decimal("90.5"),
        ),
        "influence": influence_of(lang),
        "relationship": RelationshipInput(
            lang,
            "孙国平" if zh else "Director Sun",
            tuple(
                RelationshipPoint(
                    number, f"2026/{number}/1", number // 2 - 1, number - 3, f"visits/{number}.html"
                )
                for number in range(1, 13)
            ),
        ),
    }


#: Who influences whom among fifteen people, with two circles; the last one stands alone.
INFLUENCE = (
    (0, 12), (1, 0), (2, 0), (3, 0), (4, 1), (4, 3), (4, 5), (5, 4),
    (6, 4), (7, 2), (8, 2), (9, 8), (10, 9), (11, 1), (12, 11), (13, 3),
)  # fmt: skip


def influence_of(lang: str) -> InfluenceInput:
    """Return a map of fifteen people."""
    zh = lang != "en"
    roles = (
        ("关键决策者", "技术把关者", "业务把关者", "教练") if zh else
        ("Key decision maker", "Technical gatekeeper", "Business gatekeeper", "Coach")
    )  # fmt: skip
    words = {"for": "支持", "neutral": "中立", "against": "反对", "": "立场未知"} if zh else {
        "for": "For us", "neutral": "Neutral", "against": "Against us", "": "Stance not known",
    }  # fmt: skip
    names = [
        "孙国平",
        "韩立新",
        "周敏",
        "吴建华",
        "徐丽",
        "欧阳文静",
        "郑强",
        "何平",
        "冯磊",
        "陈志远",
        "林海燕",
        "黄伟",
        "赵建国",
        "钱学明",
        "曹阳",
    ]
    people = tuple(
        Influencer(
            name if zh else f"Section Chief Name{place}",
            roles[min(place, 3)],
            stance := ("for", "neutral", "against", "")[place % 4],
            words[stance],
            f"contacts/{place}.html",
        )
        for place, name in enumerate(names)
    )
    return InfluenceInput(lang, people, INFLUENCE)


@dataclass(frozen=True)
class Box:
    """Where a line of text stands, estimated without its font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two texts touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.01 and down > 0.01


def pictures(chart: Chart) -> list[ET.Element]:
    """Return the parsed pictures of a chart."""
    return [ET.fromstring(text) for text in (chart.svg, chart.narrow) if text]


def boxes(picture: ET.Element) -> list[Box]:
    """Return the estimated boxes of all texts."""
    found = []
    for text in picture.iter(SVG + "text"):
        size = float(text.get("font-size", picture.get("font-size")))
        width = text_width(text.text, size)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        left, base = float(text.get("x")) - shift * width, float(text.get("y"))
        found.append(Box(text.text, left, base - 0.8 * size, left + width, base + 0.12 * size))
    return found


def bars(picture: ET.Element, fill: str) -> list[tuple[float, float, float, float]]:
    """Return x, y, width, height of the filled rectangles of a colour."""
    return [
        tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))
        for rect in picture.iter(SVG + "rect")
        if rect.get("fill") == f"var(--{fill})"
    ]


def links(picture: ET.Element) -> dict[str, str]:
    """Return the name of every link by its address."""
    return {link.get("href"): link.find(SVG + "title").text for link in picture.iter(SVG + "a")}


def texts(picture: ET.Element) -> list[str]:
    """Return all lines of text."""
    return [text.text for text in picture.iter(SVG + "text")]
