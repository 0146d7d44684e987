"""What the root of a part declares, whatever is done to the tree later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

from lxml import etree

from workflow.documents.word.tree import MC

IGNORABLE = f"{{{MC}}}Ignorable"


class Declared(NamedTuple):
    """Namespaces by prefix, and the prefixes that an older reader may pass over."""

    spaces: Mapping[str, str] = {}
    ignorable: tuple[str, ...] = ()


def declared_by(root: etree._Element) -> Declared:
    """The declarations of this root."""
    spaces = cast(Mapping[str, str], root.nsmap)
    return Declared(spaces, tuple(root.get(IGNORABLE, "").split()))
