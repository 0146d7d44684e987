"""The sample's people; the names are made up, the addresses are reserved for examples."""

from __future__ import annotations

from dataclasses import dataclass

OFFICE = "云溪市图书馆"
SIGNED_ON = "2026年12月31日"


@dataclass(frozen=True)
class Player:
    """A person of the sample: mail name, name, department, part, and what they may do besides."""

    mail: str
    name: str
    department: str
    part: str
    is_editor: bool = False
    is_administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.mail}@yunxi.example"


EDITOR = Player("wenhui", "闻慧", "办公室", "统稿人", is_editor=True)
DIRECTOR = Player("zhongyuan", "钟远", "办公室", "办公室主任")
REVIEWER = Player("shenyan", "沈言", "办公室", "初审")
FIRST_COUNTERSIGNER = Player("heqing", "何清", "财务科", "会签")
SECOND_COUNTERSIGNER = Player("luping", "陆平", "业务科", "会签")
FIRST_OWNER = Player("fangzhou", "方舟", "读者服务部", "责任人")
SECOND_OWNER = Player("jiangyue", "江月", "信息技术部", "责任人")
ADMINISTRATOR = Player("guanyi", "管义", "信息技术部", "管理员", is_administrator=True)

PLAYERS = (
    EDITOR,
    DIRECTOR,
    REVIEWER,
    FIRST_COUNTERSIGNER,
    SECOND_COUNTERSIGNER,
    FIRST_OWNER,
    SECOND_OWNER,
    ADMINISTRATOR,
)
