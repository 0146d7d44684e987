"""Chinese office prose, the same in each run."""

from __future__ import annotations

from itertools import count

SENTENCES = (
    "全年召开专题会议{n}次，研究解决工作中的具体问题，形成纪要并逐项跟踪落实。",
    "完善管理制度{n}项，明确职责分工和办理时限，日常工作更加规范有序。",
    "组织业务培训{n}期，覆盖全部在岗人员，参训人员考核合格率稳步提高。",
    "受理咨询和来信{n}件，均在规定时限内答复，回访满意度保持在较高水平。",
    "完成设备检修{n}台次，及时消除隐患，保障了各项服务连续稳定运行。",
    "与有关单位开展交流{n}次，借鉴成熟做法，并结合实际加以改进。",
)
PARAGRAPH, PAGE = 185, 22 * 28
"""Characters: of a paragraph, and of a full page in the grid of GB/T 9704 (22 lines of 28)."""


def paragraphs(characters: int, start: int = 1) -> list[str]:
    """Paragraphs of some 185 characters each, together at least ``characters`` long."""
    made: list[str] = []
    numbers = count(start)
    while sum(map(len, made)) < characters:
        text = ""
        while len(text) < PARAGRAPH - 15:
            n = next(numbers)
            text += SENTENCES[n % len(SENTENCES)].format(n=n)
        made.append(text)
    return made
