"""What an assembly is made of: the list that an approval is bound to."""

from __future__ import annotations

import hashlib
from typing import Any

from workflow.actions.assembly.house_styles import style_named
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.documents.content import canonical_json
from workflow.documents.profile import to_json
from workflow.domain.terms import SectionState

ENGINE = "huigao-1"


def manifest_of(scene: Scene) -> dict[str, Any]:
    """Ordered sections with draft and hash, the house style, and whether all is signed.

    The same manifest gives the same file, so nothing in it depends on time or person.
    """
    report = scene.report
    held = [one for one in scene.outline if one.section.state is not SectionState.DROPPED]
    entries = [entry_of(scene, one) for one in held]
    signed = [entry["signed"] for entry in entries if entry["draft"] or entry["text"]]
    return {
        "engine": ENGINE,
        "title": report.title,
        "profile": to_json(style_named(report.office_id, report.profile)),
        "signature": report.signature,
        "signed_on": report.signed_on,
        "all_signed": bool(signed) and all(signed),
        "sections": entries,
    }


def manifest_hash(manifest: dict[str, Any]) -> str:
    """SHA-256 (hex) of the manifest as canonical JSON."""
    return hashlib.sha256(canonical_json(manifest).encode()).hexdigest()


def entry_of(scene: Scene, one: Placed) -> dict[str, Any]:
    """What a manifest says of one section."""
    section = one.section
    head = section.head if section.is_text else None
    return {
        "section": section.id,
        "level": one.level,
        "kind": section.numeral_kind,
        "numeral": one.numeral,
        "title": section.title,
        "tail": section.tail,
        "run_in": section.run_in,
        "text": section.is_text,
        "draft": head.number if head else None,
        "hash": head.content_hash if head else None,
        "signed": section.is_text and is_signed(scene, one),
    }


def is_signed(scene: Scene, one: Placed) -> bool:
    """Signed off, and every sign-off still names the content as it is now."""
    if one.section.state is not SectionState.SIGNED_OFF:
        return False
    return scene.chain(one.section).complete
