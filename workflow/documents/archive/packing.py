"""One zip of all files: the same files give the same bytes, whatever the hour."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping

from workflow.documents.archive.model import KEY, MANIFEST, SIGNATURE

WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can name (APPNOTE 4.4.6); dates stand in the statement."""
PACKED = frozenset({"docx", "xlsx", "png", "jpg", "jpeg", "gif", "zip"})
Sign = Callable[[bytes], bytes]


def pack(files: Mapping[str, bytes], root: str, key: bytes, sign: Sign) -> bytes:
    """The archive; ``key`` is the office's public key (PEM), ``sign`` signs the manifest's bytes
    with the private one.
    """
    everything = {**files, KEY: key}
    manifest = _manifest(everything, root)
    everything |= {MANIFEST: manifest, SIGNATURE: sign(manifest)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(everything):
            info = zipfile.ZipInfo(name, WHEN)
            info.external_attr = 0o644 << 16
            packed = name.rpartition(".")[2] in PACKED
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, everything[name], compresslevel=6)
    return out.getvalue()


def _manifest(files: Mapping[str, bytes], root: str) -> bytes:
    listed = [
        {"file": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]
    return json.dumps({"root": root, "files": listed}, indent=1).encode() + b"\n"
