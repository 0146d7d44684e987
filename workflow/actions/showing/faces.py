"""The faces of a house style as browsers ask for them: the named one, then what comes near."""

from __future__ import annotations

NEAR = (
    ("仿宋", ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "serif")),
    ("楷", ("KaiTi_GB2312", "KaiTi", "STKaiti", "AR PL UKai CN", "Noto Serif CJK SC", "serif")),
    ("黑", ("SimHei", "STHeiti", "Noto Sans CJK SC", "sans-serif")),
    ("宋", ("SimSun", "STSong", "Songti SC", "Noto Serif CJK SC", "serif")),
)
GENERIC = frozenset({"serif", "sans-serif"})


def faces_of(name: str) -> tuple[str, ...]:
    """The face, and what stands in for it where a machine has none; a generic one comes last."""
    near = next((faces for part, faces in NEAR if part in name), ("Noto Serif CJK SC", "serif"))
    return (name, *near)
