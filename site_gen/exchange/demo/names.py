"""Chinese names of people, with the pinyin that their ids are made of."""

from __future__ import annotations

from random import Random


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


SURNAMES = words(
    "李li 王wang 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin 何he "
    "郭guo 马ma 罗luo 梁liang 宋song 郑zheng 谢xie 韩han 唐tang 冯feng 于yu 董dong 萧xiao 程cheng 曹cao 袁yuan "
    "邓deng 许xu 傅fu 沈shen 曾zeng 彭peng 吕lyu 苏su 卢lu 蒋jiang 蔡cai 贾jia 丁ding 魏wei 薛xue 叶ye 阎yan 余yu "
    "潘pan 杜du 戴dai 夏xia 钟zhong 汪wang 田tian 任ren 姜jiang 范fan 方fang 石shi 姚yao 谭tan 廖liao 邹zou 熊xiong "
    "金jin 陆lu 郝hao 孔kong 白bai 崔cui 康kang 毛mao 邱qiu 秦qin 江jiang 史shi 顾gu 侯hou 邵shao 孟meng 龙long"
)
GIVEN = words(
    "伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 涛tao 明ming 超chao 霞xia "
    "平ping 刚gang 建国jianguo 志强zhiqiang 建华jianhua 文斌wenbin 晓东xiaodong 海燕haiyan 国栋guodong 俊杰junjie "
    "思远siyuan 雪梅xuemei 春生chunsheng 永康yongkang 志远zhiyuan 立新lixin 婷婷tingting 宏伟hongwei 佳怡jiayi "
    "卫东weidong 小军xiaojun 丽萍liping 振华zhenhua 玉兰yulan 鹏飞pengfei 家豪jiahao 雨晴yuqing 德明deming "
    "广生guangsheng 瑞rui 凯kai 鑫xin 浩hao 斌bin 波bo 辉hui 红hong 亮liang 倩qian 琳lin 峰feng 健jian 梅mei "
    "晨chen 宁ning 欣怡xinyi 子轩zixuan 一鸣yiming 正阳zhengyang 学文xuewen 世杰shijie 光明guangming 秀英xiuying"
)


def split_word(word: str) -> tuple[str, str]:
    """Return the Chinese part and the pinyin part of a word such as `恒heng`."""
    at = next(i for i, char in enumerate(word) if char.isascii())
    return word[:at], word[at:]


def person_name(rng: Random) -> tuple[str, str, str]:
    """Return a name, its surname, and the pinyin `surname-given`."""
    surname, first = split_word(rng.choice(SURNAMES))
    given, second = split_word(rng.choice(GIVEN))
    return surname + given, surname, f"{first}-{second}"


def unique(ident: str, taken: set[str]) -> str:
    """Return `ident`, numbered from 2 on when it is taken, and take it."""
    found, number = ident, 2
    while found in taken:
        found, number = f"{ident}-{number}", number + 1
    taken.add(found)
    return found
