"""What the root of a part declares, and what is declared, or not used at all, within it."""

from __future__ import annotations

import pytest
from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.cutting.prefixes import Scope, scope_within
from workflow.documents.word.declared import declared_by
from workflow.documents.word.mentions import Mentions

ROOT = '<w:document xmlns:w="{w}" {{declared}}>{{inner}}</w:document>'.format_map(NAMESPACES)
USED = "<{prefix}:any{declared}/>"


def scope(declared: str, inner: str) -> Scope:
    data = ROOT.format(declared=declared, inner=inner).encode()
    root = etree.fromstring(data)
    return scope_within(root, declared_by(root), Mentions(data))


@pytest.mark.parametrize("prefix", ["mc", "v"])
def test_a_namespace_counts_as_used_wherever_it_is_declared(prefix: str) -> None:
    declared = f' xmlns:{prefix}="{NAMESPACES[prefix]}"'
    unused, above = scope(declared, ""), scope(declared, USED.format(prefix=prefix, declared=""))
    within = scope("", USED.format(prefix=prefix, declared=declared))
    both = scope(declared, USED.format(prefix=prefix, declared=declared))
    flag = {"mc": "plain", "v": "drawn"}[prefix]
    told = [getattr(one, flag) for one in (unused, scope("", ""), above, within, both)]
    assert told == ([True, True, False, False, False] if prefix == "mc" else
                    [False, False, True, True, True])  # fmt: skip


W16 = "http://schemas.microsoft.com/office/word/2018/wordml"


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_uri_that_others_begin_with_is_told_from_them(quote: str) -> None:
    """As the roots of today's Word declare them."""
    ignorable = f'xmlns:mc="{NAMESPACES["mc"]}" mc:Ignorable="w16 w16cex"'
    declared = f"{ignorable} xmlns:w16={quote}{W16}{quote} xmlns:w16cex={quote}{W16}/cex{quote}"
    assert scope(declared, "<w:body/>").usual
    assert not scope(declared, f"<any xmlns:w16={quote}{W16}{quote} w16:one='1'/>").usual
