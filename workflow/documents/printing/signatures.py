"""Who signed a PDF, and whether it still is what they signed.

Apart from the rest of this room: pyHanko is large, and is loaded only for what is signed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

SIGNED = b"/ByteRange"
"""What every signed PDF holds (ISO 32000-2, 12.8.1)."""


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """``by`` is the name in the certificate; whether that is to be trusted says whoever keeps
    the list of those who issue certificates. ``whole``: nothing was changed or added since.
    """

    by: str
    whole: bool


def signatures_of(data: bytes) -> tuple[PdfSignature, ...]:
    """Every signature, oldest first; of what is no sound PDF there is none."""
    if SIGNED not in data:
        return ()
    with ThreadPoolExecutor(1) as pool:  # pyHanko runs a loop of asyncio, a thread has but one
        return pool.submit(lambda: tuple(_read(data))).result()


def _read(data: bytes) -> Iterator[PdfSignature]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    try:
        for own in PdfFileReader(io.BytesIO(data)).embedded_signatures:
            found = validate_pdf_signature(own, ValidationContext(trust_roots=[]))
            whole = found.intact and found.valid
            covers = found.coverage == SignatureCoverageLevel.ENTIRE_FILE
            subject = own.signer_cert.subject
            name = subject.native.get("common_name") or subject.human_friendly
            yield PdfSignature(str(name), bool(whole and covers))
    except (PdfError, SigningError):
        return
