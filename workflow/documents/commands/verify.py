"""The command `verify ARCHIVE.zip [--root HASH] [--json]`."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.documents.errors import DocumentError

if TYPE_CHECKING:
    from workflow.documents.archive import Proof, ProvedSection, SignerOf

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

HOW = {
    "bytes": "由所签各稿重新合成，逐字节相同 / assembled anew from the drafts: the same bytes",
    "parts": "由所签各稿重新合成，各部件逐字节相同（本机的压缩程序不同） / "
    "assembled anew from the drafts: the same parts (this system packs them otherwise)",
    "text": "文字与所签各稿一致（合成程序版本不同） / reads as the signed drafts (another edition)",
}


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "verify",
        help="prove from an archive alone who signed which words",
        description=__doc__,
    )
    parser.add_argument("archive", metavar="ARCHIVE.zip")
    parser.add_argument(
        "--root",
        default="",
        metavar="HASH",
        help="as it stands on the approval sheet or in the notice of the approval",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print the proof; DocumentError where something does not fit."""
    # Only here: loading cryptography would cost every other command 8 MB.
    from workflow.documents.archive import verify

    proof = verify(Path(options.archive), options.root)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if options.json:
        print(json.dumps(as_json(proof), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(proof)))
    if not proof.ok:
        raise DocumentError(
            f"这份归档有 {len(proof.faults)} 处不符，不能作为凭据。请用另存的一份核对。",
            f"The archive does not hold in {len(proof.faults)} places and proves nothing. "
            "Check another copy of it.",
            "archive",
        )


def as_json(proof: Proof) -> dict[str, Any]:
    """Names and shapes as in ``Proof``, and ``ok``."""
    return {"ok": proof.ok, **asdict(proof)}


def _lines(proof: Proof) -> Iterator[str]:
    by = f"{proof.approved_by}{_deputy(proof.approved_for)}"
    yield f"《{proof.title}》  {proof.approved_at}  {by}"
    for one in proof.sections:
        yield from _section(one)
    yield f"report.docx: {HOW.get(proof.how, '—')}"
    if proof.pdf_signatures is not None:
        yield f"report.pdf: {_pdf(proof)}"
    yield f"{proof.files} 个文件与清单核对 / files compared with the list"
    yield from (f"－ {one.place}: {one.zh} / {one.en}" for one in proof.lacks)
    yield f"root {proof.root}"
    if not proof.root_given:
        yield "     没有与审签单或通知上的核对 / not compared with the sheet or the notice"
    yield f"key  {proof.key}"
    for fault in proof.faults:
        yield f"✗ {fault.place}: {fault.zh} / {fault.en}"


def _pdf(proof: Proof) -> str:
    """Who signed it. Whether the certificate is to be trusted a PDF reader tells."""
    if not proof.pdf_signatures:
        return "没有签名 / not signed"
    who = "、".join(one.by for one in proof.pdf_signatures)
    if not all(one.whole for one in proof.pdf_signatures):
        return f"由 {who} 签名，之后被改动 / signed by {who}, and changed since"
    return (
        f"由 {who} 签名，之后没有改动（证书是否可信，请看 PDF 阅读器） / "
        f"signed by {who}, unchanged since (a PDF reader tells whether to trust the certificate)"
    )


def _section(one: ProvedSection) -> Iterator[str]:
    yield f"{'✓' if one.ok else '✗'} {one.heading}  第 {one.draft} 稿 / draft {one.draft}"
    yield from (f"    {_signer(signer)}" for signer in one.signers)
    yield from (f"    有条件同意，已改 / approved upon this edit: {edit}" for edit in one.edits)


def _signer(one: SignerOf) -> str:
    return f"{one.stage}  {one.person}{_deputy(one.on_behalf_of)}  {one.at}"


def _deputy(principal: str) -> str:
    return f"（代 {principal}）" if principal else ""
