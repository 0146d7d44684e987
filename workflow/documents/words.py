"""Closed word classes of Chinese that tell numbers and blanks apart; no names, no content."""

from __future__ import annotations

# After a number these count things, so the number before them is a quantity.
MEASURE_WORDS = frozenset(
    "个名人位家户口项条件次批期届场起例篇份部册本套台辆架艘座栋幢间处所门张片块段层级类种"
    "组队班支只头匹棵株根把对双副代轮遍回趟步章节页行字句点面方款则号等线区年月日天周季时"
    "分秒元角亩顷吨克斤升米里度倍成余多万亿千百大校者"
)
# A blank before them asks for a figure; verbs (把, 对, 成) and ends of names (部, 处) stay out.
FIGURE_UNITS = frozenset(
    "个名人位家户口项条件次批期届场起例篇份册本套台辆架艘座栋幢间张片块层级类种只头匹棵株轮遍趟"
    "年月日天周季时秒元角亩顷吨克斤升米里度倍余多万亿千百%％"
)
# A blank before them names a body.
BODY_SUFFIXES = (
    "委|局|部|厅|办|署|院|所|处|科|室|站|校|队|组|会|社|司|党|政府|中心|公司|集团|大学|学院|学校|"
    "医院|银行|单位|机关|支行|法院|检察"
)
