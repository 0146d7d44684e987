"""LibreOffice makes .docx of files of old Word and WPS, and PDF of .docx: a process nobody trusts.

It has a folder and a profile of its own, no network where the system can take it away, a time
and a size, and it ends with its whole process group.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workflow.documents.word.refusals import refusal

KINDS = {
    ".doc": (bytes.fromhex("D0CF11E0"),),
    ".wps": (bytes.fromhex("D0CF11E0"),),
    ".rtf": (b"{\\rtf",),
    ".odt": (b"PK\x03\x04",),
}
"""What can be converted, by ending, and how such a file begins."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST = 200 * 1_000_000
"""Bytes of any file that the process may write."""
_FONTS = Path(__file__).resolve().parent.parent / "preview" / "fonts.conf"
_NO_NETWORK = ("unshare", "--map-root-user", "--net", "--")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
  <prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
  <prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
  <prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
"""No macros, nothing fetched for a document, and a proxy that nobody answers at."""


def can_be_converted(suffix: str, data: bytes) -> bool:
    """Whether the ending and the first bytes agree on one of the kinds above."""
    return data.startswith(KINDS.get(suffix, ())) and _ENCRYPTED not in data


@dataclass(frozen=True)
class _Aim:
    """What is to be made: LibreOffice's filter, the file's ending, how failing is called."""

    filter: str
    ending: str
    failed: str
    slow: str


_WORD = _Aim("docx:MS Word 2007 XML", ".docx", "not_converted", "conversion_slow")
_PDF = _Aim(
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}',
    ".pdf",
    "not_printed",
    "printing_slow",
)
"""PDF/A-2b (ISO 19005-2), made to be kept: every face is inside."""


def converted(program: str, suffix: str, data: bytes, seconds: int) -> bytes:
    """The file as .docx, to be checked like any other file from outside. DocumentError: the
    process took longer than ``seconds`` or made nothing.
    """
    return _made(program, suffix, data, seconds, _WORD)


def as_pdf(program: str, data: bytes, seconds: int) -> bytes:
    """The .docx as it prints, free faces in the place of those that are not installed.
    DocumentError as in ``converted``.
    """
    return _made(program, ".docx", data, seconds, _PDF)


def office_environment() -> dict[str, str]:
    """What LibreOffice and fontconfig find in their environment: how to choose a face."""
    return {"PATH": os.environ.get("PATH", ""), "FONTCONFIG_FILE": str(_FONTS)}


def _made(program: str, suffix: str, data: bytes, seconds: int, aim: _Aim) -> bytes:
    with tempfile.TemporaryDirectory(prefix="huigao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, profile = folder / f"file{suffix}", folder / "profile"
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        command = _command(program, source, profile, folder / "made", aim)
        try:
            _run(command, folder, seconds)
        except subprocess.TimeoutExpired:
            raise refusal(aim.slow, seconds=seconds) from None
        made = folder / "made" / f"file{aim.ending}"
        if not made.is_file() or made.is_symlink():
            raise refusal(aim.failed)
        return made.read_bytes()


def _command(program: str, source: Path, profile: Path, out: Path, aim: _Aim) -> list[str]:
    words = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    words += ["--convert-to", aim.filter, "--outdir", str(out), str(source)]
    return [*_without_network(), *words]


@cache
def _without_network() -> tuple[str, ...]:
    """What stands before the command so that it has no network, where the system lets us."""
    if shutil.which(_NO_NETWORK[0]) is None:
        return ()
    tried = subprocess.run([*_NO_NETWORK, "true"], capture_output=True, check=False)
    return _NO_NETWORK if tried.returncode == 0 else ()


def _run(command: list[str], folder: Path, seconds: int) -> None:
    """Raises subprocess.TimeoutExpired."""
    environment = {**office_environment(), "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with suppress(ProcessLookupError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
        process.wait(seconds)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it began."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
