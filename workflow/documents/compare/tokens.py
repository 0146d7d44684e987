"""Text cut into what changes as one: numbers with their units, words, single characters.

A Chinese character stands for itself; a number keeps sign, decimals, multiplier, unit and
percent sign, so that 8.2% and 8.3% differ as a whole. There is no dictionary of words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from workflow.documents.content import ATOM

_DIGITS = "零〇○一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_MEASURES = """
个百分点 百分点 平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 公顷 公斤 千克 小时 分钟
季度 个月 人次 学时 课时 年度 年级 美元 欧元 年 月 日 号 时 分 秒 天 周 季 岁 元 角 人 名 位 个 项
次 件 场 台 批 份 处 家 册 篇 条 户 所 座 套 间 部 吨 米 亩 克 度 倍 成 期 届 级 类 种 只 支 本 张
幅 辆 架 艘 把 款 例 起 层 楼 排 组 队 章 节 页 版 卷 轮 番 步 点 段 颗 棵 株 头 匹 桌 席 盒 箱 袋
瓶
"""
_UNITS = "|".join(sorted(_MEASURES.split(), key=len, reverse=True))
_UNIT = re.compile(rf"(?:[多余来]?[十百千万亿]*(?:{_UNITS})|[十百千万亿]+)").pattern
_LATIN = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_TOKEN = re.compile(
    rf"""
    (?:第|(?<![0-9{_LATIN})）\]])[+\-−±])?
    (?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:[.．]\d+)?(?:[-./:：]\d+)*
        (?:\ ?[%％‰℃°㎡]|[{_LATIN}]{{1,4}}(?![{_LATIN}])|{_UNIT})?
    | 百分之[{_DIGITS}点]+
    | [{_DIGITS}]+分之[{_DIGITS}]+
    | 第[{_DIGITS}]+(?:{_UNIT})?
    | (?!十分)[{_DIGITS}]+(?:点[{_DIGITS}]+)?[多余来]?(?:{_UNITS})
    | [{_DIGITS}]{{2,}}
    | [{_LATIN}]+(?:['’-][{_LATIN}]+)*\d*
    | [^\S\n]+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_IS_NUMBER = re.compile(rf"\d|百分之|分之|第?[{_DIGITS}]+(?:点[{_DIGITS}]+)?.")
_ARTICLE = re.compile("一[个次段种项批位名条类份件场台家起例步张本页章节点层排组轮番篇支只]")
SEPARATORS = frozenset("。；！？\n\t，、：;!?" + ATOM)


def spans(text: str) -> list[tuple[int, int]]:
    """The tokens' starts and ends in code points, without gaps."""
    return [one.span() for one in _TOKEN.finditer(text)]


def tokens(text: str) -> list[str]:
    """The tokens; joined they are the text."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=4096)
def is_number(token: str) -> bool:
    """Whether the token is a number, in digits or in Chinese, or holds a digit.

    一个, 一种 and the like are articles; where they become 两个, that is a number.
    """
    if any(one.isdigit() for one in token):
        return True
    return (
        len(token) > 1 and _ARTICLE.fullmatch(token) is None and _IS_NUMBER.match(token) is not None
    )


@lru_cache(maxsize=4096)
def is_word(token: str) -> bool:
    """Whether it is read aloud: letters or digits, no blanks or punctuation alone."""
    return any(one.isalnum() for one in token)


@lru_cache(maxsize=4096)
def plain(token: str) -> str:
    """The token whatever the width of its letters and however its thousands are set apart."""
    made = unicodedata.normalize("NFKC", token)
    return re.sub(r"(?<=\d),(?=\d{3})", "", made).replace(" ", "").replace("−", "-")
