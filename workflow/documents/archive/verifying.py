"""Whether an archive proves what it says, without any server: words, signers, document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workflow.documents.archive.amended import leads_to
from workflow.documents.archive.keys import fingerprint, is_signed
from workflow.documents.archive.model import (
    BLOBS,
    DOCUMENT,
    KEY,
    MANIFEST,
    PDF,
    SIGNATURE,
    STATEMENT,
    Fault,
    Proof,
    ProvedSection,
    SignerOf,
    draft_file,
)
from workflow.documents.archive.opening import ArchiveReader, open_archive
from workflow.documents.archive.rebuilding import how_made
from workflow.documents.archive.tolerated import stands
from workflow.documents.archive.trail import trail_faults
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Content, canonical_json, content_hash, from_json
from workflow.documents.errors import DocumentError
from workflow.documents.printing.signatures import PdfSignature, signatures_of

Statement = Mapping[str, Any]


def verify(path: Path, root: str = "") -> Proof:
    """All that the archive proves, and every fault of it.

    ``root``: as it stands on the approval sheet or in the notice. Without it the archive is
    only compared with itself, and whoever made it anew would not be found. Raises
    DocumentError where the file is no archive.
    """
    try:
        with open_archive(path) as reader:
            return _proved(reader, root.strip().lower())
    except (KeyError, TypeError, AttributeError):
        raise DocumentError(
            "归档里的声明缺少内容，无法核对。请用另存的一份归档。",
            "The statement in the archive lacks what it must say. Check another copy.",
            "archive",
        ) from None


def _proved(reader: ArchiveReader, root: str) -> Proof:
    statement: Statement = reader.json(STATEMENT)
    found = hashlib.sha256(reader.read(STATEMENT)).hexdigest()
    faults = [*reader.faults(), *_root_faults(reader, found, root)]
    faults += _bound_faults(reader, statement)
    contents = {entry["section"]: _content(reader, entry) for entry in _drafted(statement)}
    sections = tuple(_section(reader, one, statement, contents) for one in statement["sections"])
    faults += (_unproved(one) for one in sections if not one.ok)
    how = how_made(reader.read(DOCUMENT), statement["manifest"], contents, _blobs(reader))
    if not how:
        faults.append(
            Fault(
                DOCUMENT,
                "文档里的文字不是所签各稿的文字。",
                "The document's words are not those of the drafts that were signed.",
            )
        )
    faults += trail_faults(reader, statement, found)
    signatures = signatures_of(reader.read(PDF)) if PDF in reader.names else None
    faults += _signature_faults(signatures or ())
    approval = statement["approval"]
    return Proof(
        title=statement["report"]["title"],
        root=found,
        root_given=bool(root),
        approved_by=approval["person"],
        approved_for=approval.get("on_behalf_of", ""),
        approved_at=approval["at"],
        sections=sections,
        how=how,
        key=fingerprint(reader.read(KEY)),
        files=len(reader.json(MANIFEST)["files"]),
        lacks=tuple(_lacking(reader)),
        pdf_signatures=signatures,
        faults=tuple(faults),
    )


def _signature_faults(signatures: Iterable[PdfSignature]) -> Iterator[Fault]:
    for one in signatures:
        if not one.whole:
            yield Fault(
                PDF,
                f"PDF 在 {one.by} 签名之后被改动过。",
                f"The PDF was changed after {one.by} signed it.",
            )


def _lacking(reader: ArchiveReader) -> Iterator[Fault]:
    """What an archive says it was made without; older ones say nothing of it."""
    for one in reader.json(MANIFEST).get("lacks", ()):
        yield Fault(one["file"], one["zh"], one["en"])


def _root_faults(reader: ArchiveReader, found: str, root: str) -> Iterator[Fault]:
    if found != reader.json(MANIFEST)["root"]:
        yield Fault(STATEMENT, "声明被改动过。", "The statement was changed.")
    if root and root != found:
        yield Fault(
            STATEMENT,
            "声明的摘要不是审签单或通知上的那一个。",
            "The statement's hash is not the one on the approval sheet or in the notice.",
        )
    if not is_signed(reader.read(MANIFEST), reader.read(SIGNATURE), reader.read(KEY)):
        yield Fault(SIGNATURE, "单位的签名不成立。", "The office's signature does not hold.")


def _bound_faults(reader: ArchiveReader, statement: Statement) -> Iterator[Fault]:
    """The approval is bound to one manifest and one file."""
    manifest, approval = statement["manifest"], statement["approval"]
    digest = hashlib.sha256(canonical_json(manifest).encode()).hexdigest()
    if digest != approval["manifest_hash"]:
        yield Fault(
            STATEMENT,
            "签批所依据的清单不是这一份。",
            "The manifest is not the one that was approved.",
        )
    if hashlib.sha256(reader.read(DOCUMENT)).hexdigest() != approval["file_hash"]:
        yield Fault(DOCUMENT, "不是签批的那一个文件。", "This is not the file that was approved.")


def _drafted(statement: Statement) -> Iterator[Mapping[str, Any]]:
    return (entry for entry in statement["manifest"]["sections"] if entry["draft"])


def _content(reader: ArchiveReader, entry: Mapping[str, Any]) -> tuple[str, Content] | None:
    """The title and the words of the draft that the manifest names; None where it is damaged."""
    try:
        stored = reader.json(draft_file(entry["section"], entry["draft"]))
        return str(stored["title"]), from_json(stored["content"])
    except (DocumentError, KeyError, TypeError):
        return None


def _section(
    reader: ArchiveReader,
    one: Mapping[str, Any],
    statement: Statement,
    contents: Mapping[int, tuple[str, Content] | None],
) -> ProvedSection:
    """Proved where the draft's words have the hash of the manifest and of every signature, or
    are what was signed with the edits that the director asked for; a tolerant stage's signature
    may name words that differ from those in punctuation and format.
    """
    entry = next(e for e in _drafted(statement) if e["section"] == one["section"])
    held = contents[one["section"]]
    signers, amended = one["signers"], one.get("amendments", [])
    signed = amended[0]["hash"] if amended else entry["hash"]
    base = amended[0]["draft"] if amended else entry["draft"]

    def find(draft: int) -> tuple[str, Content] | None:
        return _content(reader, {**entry, "draft": draft})

    ok = (
        held is not None
        and content_hash(*held) == entry["hash"]
        and bool(signers)
        and all(stands(signer, signed, find, base) for signer in signers)
        and leads_to(amended, entry, find)
    )
    return ProvedSection(
        one["heading"],
        entry["draft"],
        entry["hash"],
        tuple(
            SignerOf(s["stage"], s["person"], s["at"], s["on_behalf_of"], s["note"])
            for s in signers
        ),
        ok,
        tuple(edit["words"] for each in amended for edit in each["edits"]),
    )


def _unproved(one: ProvedSection) -> Fault:
    return Fault(
        one.heading,
        "所存的一稿不是签过的文字。",
        "The draft that is kept does not have the words that were signed.",
    )


def _blobs(reader: ArchiveReader) -> MemoryBlobs:
    blobs = MemoryBlobs()
    for name in reader.names:
        if name.startswith(BLOBS):
            blobs.put(reader.read(name))
    return blobs
