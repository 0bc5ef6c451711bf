"""Provinces and cities in which the demo team sells, in the order they are given to teams."""

from __future__ import annotations

#: Province key (as in the shipped vocabulary) to cities.
CITIES: dict[str, tuple[str, ...]] = {
    "jiangsu": ("苏州", "无锡", "南京", "常州", "南通", "徐州"),
    "zhejiang": ("杭州", "宁波", "嘉兴", "绍兴", "台州"),
    "shanghai": ("上海",),
    "shandong": ("青岛", "济南", "烟台", "淄博"),
    "anhui": ("合肥", "芜湖", "滁州"),
    "fujian": ("厦门", "福州", "泉州"),
    "hubei": ("武汉", "宜昌", "襄阳"),
    "guangdong": ("广州", "深圳", "佛山", "东莞"),
    "jiangxi": ("南昌", "九江"),
    "henan": ("郑州", "洛阳"),
    "sichuan": ("成都", "绵阳", "宜宾"),
    "hunan": ("长沙", "株洲"),
    "liaoning": ("大连", "沈阳"),
    "tianjin": ("天津",),
    "hebei": ("石家庄", "唐山"),
    "shaanxi": ("西安", "宝鸡"),
    "chongqing": ("重庆",),
    "guangxi": ("南宁", "北海"),
}
