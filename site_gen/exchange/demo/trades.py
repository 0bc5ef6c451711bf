"""What customers of each vertical market are called, build, pump and buy."""

from __future__ import annotations

from msgspec import Struct

from site_gen.exchange.demo.names import words


class Trade(Struct, frozen=True):
    """The words of one vertical market.

    Attributes:
        endings: what company names end with.
        jobs: names of projects, each with what flows through its pipes.
        media: what flows elsewhere in such a plant.
        materials: pipe materials offered for these media.
        products: product categories, the usual one first.
        before: what is installed today.
    """

    endings: tuple[str, ...]
    jobs: tuple[tuple[str, str], ...]
    media: tuple[str, ...]
    materials: tuple[str, ...]
    products: tuple[str, ...]
    before: tuple[str, ...]


TRADES: dict[str, Trade] = {
    "water": Trade(
        ("水务有限公司", "环保科技有限公司", "水处理工程有限公司"),
        (
            ("污水厂提标改造", "次氯酸钠"),
            ("再生水回用系统", "中水"),
            ("反渗透车间管路", "反渗透浓水"),
            ("加药间改造", "混凝加药液"),
            ("中水回用二期", "中水"),
            ("自来水深度处理", "次氯酸钠"),
        ),
        ("次氯酸钠", "反渗透浓水", "中水", "混凝加药液"),
        ("PVC-U", "PE100", "PVC-C"),
        ("pipes", "valves", "sensors", "actuators"),
        ("衬塑钢管", "镀锌钢管", "国产UPVC管"),
    ),
    "chemical": Trade(
        ("化工股份有限公司", "新材料有限公司", "精细化工有限公司"),
        (
            ("盐酸罐区管道", "31%盐酸"),
            ("烧碱车间管路更新", "32%烧碱"),
            ("酸性废水处理", "酸性废水"),
            ("氯化车间三期", "31%盐酸"),
            ("循环水系统改造", "循环水"),
            ("硫酸输送管线", "98%硫酸"),
        ),
        ("31%盐酸", "32%烧碱", "98%硫酸", "酸性废水"),
        ("PVC-C", "PP-H", "PVDF"),
        ("pipes", "valves", "actuators", "sensors"),
        ("玻璃钢管", "衬氟钢管", "碳钢衬胶管"),
    ),
    "microelectronics": Trade(
        ("微电子有限公司", "半导体有限公司", "光电科技有限公司"),
        (
            ("超纯水系统", "超纯水"),
            ("12英寸线二次配", "超纯水"),
            ("废水处理站", "含氟废水"),
            ("化学品供应系统", "氢氟酸"),
            ("FAB三期工艺冷却水", "工艺冷却水"),
            ("封测厂纯水改造", "超纯水"),
        ),
        ("超纯水", "含氟废水", "工艺冷却水", "氢氟酸"),
        ("PVDF", "PP-n", "ABS"),
        ("pipes", "valves", "fusion", "services", "sensors"),
        ("不锈钢管", "日系PVDF管", "国产PPH管"),
    ),
    "pharma": Trade(
        ("生物制药有限公司", "药业股份有限公司", "生物科技有限公司"),
        (
            ("纯化水系统改造", "纯化水"),
            ("发酵车间冷却水", "冷冻水"),
            ("冻干车间公用工程", "冷冻水"),
            ("原料药废水站", "原料药废水"),
            ("制剂楼纯水分配", "纯化水"),
        ),
        ("纯化水", "冷冻水", "原料药废水", "CIP碱液"),
        ("PP-n", "PVDF", "PE保温管"),
        ("pipes", "valves", "sensors", "services"),
        ("316L不锈钢管", "国产PPH管", "镀锌管"),
    ),
    "food": Trade(
        ("食品有限公司", "饮料股份有限公司", "乳业有限公司"),
        (
            ("冷冻水系统", "冷冻水"),
            ("CIP加药管路", "CIP碱液"),
            ("灌装线工艺水", "工艺水"),
            ("污水站扩容", "次氯酸钠"),
            ("冷库乙二醇管路", "乙二醇"),
        ),
        ("乙二醇", "冷冻水", "次氯酸钠", "CIP碱液"),
        ("PE保温管", "PVC-C", "ABS"),
        ("pipes", "valves", "sensors"),
        ("不锈钢加保温", "镀锌管", "铜管"),
    ),
    "building": Trade(
        ("建设工程有限公司", "机电安装有限公司"),
        (
            ("医院热水系统", "生活热水"),
            ("数据中心冷却水", "空调冷冻水"),
            ("地铁站给排水", "生活排水"),
            ("商业综合体同层排水", "生活排水"),
            ("酒店静音排水", "生活排水"),
        ),
        ("空调冷冻水", "生活热水", "生活排水"),
        ("PP-R", "PE100", "铝塑复合管"),
        ("pipes", "valves", "services"),
        ("铸铁管", "薄壁不锈钢管", "镀锌管"),
    ),
    "energy": Trade(
        ("新能源科技有限公司", "热电有限公司", "电力设备有限公司"),
        (
            ("电池片酸洗线", "氢氟酸"),
            ("锂电材料车间", "硫酸钴溶液"),
            ("脱硫废水零排放", "脱硫废水"),
            ("化水车间改造", "除盐水"),
            ("储能液冷管路", "乙二醇冷却液"),
        ),
        ("氢氟酸", "硫酸钴溶液", "脱硫废水", "乙二醇冷却液"),
        ("PP-H", "PVDF", "PVC-C"),
        ("pipes", "valves", "sensors", "actuators"),
        ("衬塑钢管", "国产PPH管", "玻璃钢管"),
    ),
    "metal": Trade(
        ("特种钢有限公司", "表面处理有限公司", "金属制品有限公司"),
        (
            ("酸洗线管路", "混酸"),
            ("电镀废水零排放", "电镀废水"),
            ("镀锌线改造", "18%盐酸"),
            ("混酸再生站", "混酸"),
        ),
        ("混酸", "电镀废水", "18%盐酸"),
        ("PP-H", "PVC-C", "PVDF"),
        ("pipes", "valves", "sensors"),
        ("衬胶钢管", "玻璃钢管", "国产PPH管"),
    ),
    "marine": Trade(
        ("船舶重工有限公司", "海洋工程有限公司"),
        (
            ("压载水管路", "海水"),
            ("脱硫塔海水管线", "海水"),
            ("舱室冷却水", "冷却水"),
            ("邮轮灰水系统", "灰水"),
        ),
        ("海水", "脱硫废水", "灰水"),
        ("ABS", "PE100", "PVC-C"),
        ("pipes", "valves", "actuators"),
        ("铜镍合金管", "镀锌钢管", "玻璃钢管"),
    ),
}

#: How often each vertical market occurs among customers.
WEIGHTS = {
    "water": 20,
    "chemical": 18,
    "microelectronics": 17,
    "pharma": 11,
    "food": 9,
    "building": 8,
    "energy": 10,
    "metal": 5,
    "marine": 2,
}

#: First and second characters of company names.
FIRST = words(
    "恒heng 华hua 瑞rui 盛sheng 鑫xin 远yuan 德de 中zhong 东dong 金jin 宏hong 安an 天tian 海hai 新xin 润run 科ke 凯kai "
    "信xin 永yong 兴xing 嘉jia 正zheng 百bai 晶jing 启qi 昌chang 光guang 立li 康kang"
)
SECOND = words(
    "泰tai 源yuan 达da 通tong 峰feng 创chuang 川chuan 和he 丰feng 辰chen 宇yu 科ke 邦bang 联lian 诚cheng 隆long 洁jie "
    "清qing 越yue 航hang 明ming 晟sheng 博bo 利li 益yi 胜sheng 洋yang 芯xin 材cai 能neng"
)

#: Department, position, honorific, role in the decision; the first two are at nearly every customer.
DESKS = (
    ("设备部", "设备经理", "经理", "technical"),
    ("采购部", "采购主管", "主管", "business"),
    ("工程部", "项目经理", "经理", "project_lead"),
    ("技术部", "主任工程师", "工", "technical"),
    ("动力部", "动力科长", "科长", "technical"),
    ("总经办", "副总经理", "总", "decision_maker"),
    ("生产部", "生产主管", "主管", "coach"),
    ("EHS部", "安环工程师", "工", "coach"),
)

RIVALS = (
    ("同城的顺达代理", "库存全，账期给到120天"),
    ("东洋树脂代理商", "半导体客户认可度高，货期偏长"),
    ("广联管业", "价格低，工程渠道强"),
    ("华日管业", "在建筑项目上关系深"),
    ("康迪阀门", "报价比我们低一成左右"),
    ("金鼎不锈钢", "业主老员工更习惯焊接钢管"),
    ("宏塑管业", "PP-H价格低三成，没有焊接记录"),
)
