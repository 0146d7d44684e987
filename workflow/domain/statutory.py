"""Statutory public holidays of a year, for years whose official notice is not out yet.

Source: 全国年节及纪念日放假办法, State Council decree 795, in force since 2025-01-01.
The notice of each November adds days in lieu and make-up days; until then these are
provisional.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

# Lunar new year, 清明, 端午 and 中秋 follow the moon and the sun (GB/T 33661-2017).
MOVING: Mapping[int, tuple[date, date, date, date]] = MappingProxyType(
    {
        2027: (date(2027, 2, 6), date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)),
        2028: (date(2028, 1, 26), date(2028, 4, 4), date(2028, 5, 28), date(2028, 10, 3)),
        2029: (date(2029, 2, 13), date(2029, 4, 4), date(2029, 6, 16), date(2029, 9, 22)),
        2030: (date(2030, 2, 3), date(2030, 4, 5), date(2030, 6, 5), date(2030, 9, 12)),
        2031: (date(2031, 1, 23), date(2031, 4, 5), date(2031, 6, 24), date(2031, 10, 1)),
        2032: (date(2032, 2, 11), date(2032, 4, 4), date(2032, 6, 12), date(2032, 9, 19)),
        2033: (date(2033, 1, 31), date(2033, 4, 4), date(2033, 6, 1), date(2033, 9, 8)),
        2034: (date(2034, 2, 19), date(2034, 4, 5), date(2034, 6, 20), date(2034, 9, 27)),
        2035: (date(2035, 2, 8), date(2035, 4, 5), date(2035, 6, 10), date(2035, 9, 16)),
    }
)
FIXED = (
    (1, 1, "元旦"),
    (5, 1, "劳动节"),
    (5, 2, "劳动节"),
    (10, 1, "国庆节"),
    (10, 2, "国庆节"),
    (10, 3, "国庆节"),
)


def statutory_days(year: int) -> dict[date, str]:
    """Each statutory holiday of the year with its name; the moving ones where they are known."""
    days = {date(year, month, day): name for month, day, name in FIXED}
    if year in MOVING:
        new_year, qingming, duanwu, zhongqiu = MOVING[year]
        days |= {new_year + timedelta(days=n): "春节" for n in (-1, 0, 1, 2)}
        for day, name in ((qingming, "清明节"), (duanwu, "端午节"), (zhongqiu, "中秋节")):
            days.setdefault(day, name)
    return days
