"""Relations as most programs write them are read by their pattern, all others by the parser."""

from __future__ import annotations

import pytest

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.relations import Relationship, read_relations

TYPE = f"{NAMESPACES['r']}/image"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
PICTURE = f'Id="rId1" Type="{TYPE}" Target="media/a.png"'
LINK = f'Type="{NAMESPACES["r"]}/hyperlink" Id="rId2" TargetMode="External" Target="https://a.example/?b=c"'
COMMENT = "<!-- for the parser alone -->"


def read(*rows: str, behind: str = "") -> list[Relationship]:
    inner = "".join(f"<Relationship {one}/>" for one in rows)
    data = f"{HEAD}{inner}{behind}</Relationships>".encode()
    return read_relations(data, "word/document.xml", {"word/media/a.png": "word/media/a.png"}.get)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (PICTURE, LINK),
        (f"{PICTURE} ", LINK, PICTURE),
        ('Id="" Type="" Target=""', f'Type="{TYPE}" Target="media/a.png"'),
        (f'{PICTURE} Note="more"', 'Id="rId3"'),
        (f'Id="rId4" Type="{TYPE}" Target="media/a&#46;png"',),
        (f'Id="rId5" Type="{TYPE}" Target="/word/media/图.png"', LINK),
        (LINK, f"Id='rId6' Type='{TYPE}' Target='media/a.png'"),
    ],
)
def test_both_ways_give_the_same(rows: tuple[str, ...]) -> None:
    assert read(*rows) == read(*rows, behind=COMMENT)


def test_where_they_lead() -> None:
    assert read(PICTURE, LINK) == [
        Relationship("rId1", TYPE, "word/media/a.png"),
        Relationship(
            "rId2", f"{NAMESPACES['r']}/hyperlink", "", "https://a.example/?b=c", external=True
        ),
    ]


@pytest.mark.parametrize("row", [f'{PICTURE} Id="rId9"', f"{PICTURE} <", f'{PICTURE} Target="<"'])
def test_what_no_parser_takes_is_damaged(row: str) -> None:
    assert read(LINK, row) == []
