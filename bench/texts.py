"""Chinese office prose, the same in each run, and as varied as prose is for a zip."""

from __future__ import annotations

from random import Random


def _words(text: str) -> list[str]:
    return text.split()


WHEN = _words("全年 上半年 下半年 一季度 年初以来 按照计划 根据安排 结合实际 经过努力 在此基础上")
DID = _words("完成 开展 组织 修订 检查 整理 受理 建成 更新 推广 核对 培训 试行 汇总 改造 验收")
WHAT = _words(
    "管理制度 业务培训 设备检修 读者活动 数据台账 咨询答复 馆藏资料 交流座谈 服务窗口 安全演练 "
    "档案目录 信息系统 采购项目 调研课题 志愿服务 公共空间 阅读推广 经费决算 合作项目 操作规程"
)
UNITS = _words("项 次 件 个 期 场 台 批 份 处")
THEN = _words(
    "逐项落实责任分工 工作更加规范有序 及时消除了隐患 满意度稳步提高 形成了工作合力 方便了群众办事 "
    "节约了经费支出 缩短了办理时限 积累了宝贵经验 补齐了薄弱环节 为下一步工作打下基础 效果好于预期 "
    "各项指标均有增长 得到了广泛好评 提升了服务能力 保障了平稳运行"
)
PARAGRAPH = 185
"""Characters of a paragraph, at least."""
PAGE = 550
"""Characters of a page: of the 616 in the grid of GB/T 9704 some stay empty at paragraphs' ends."""


def paragraphs(characters: int, seed: int = 1) -> list[str]:
    """Paragraphs of some 200 characters each, together at least ``characters`` long."""
    chosen = Random(seed)
    made: list[str] = []
    while sum(map(len, made)) < characters:
        text = ""
        while len(text) < PARAGRAPH:
            text += sentence(chosen)
        made.append(text)
    return made


def sentence(chosen: Random) -> str:
    """``上半年修订管理制度37项，工作更加规范有序。``"""
    number = chosen.randint(2, 980)
    first = f"{chosen.choice(WHEN)}{chosen.choice(DID)}{chosen.choice(WHAT)}"
    return f"{first}{number}{chosen.choice(UNITS)}，{chosen.choice(THEN)}。"
