"""A PDF signed with the office's certificate, as PAdES (ETSI EN 319 142-1, level B-B).

Apart from the rest of this room: pyHanko is large, and only who signs loads it.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import SimpleSigner, fields, signers
from pyhanko.sign.general import SigningError

from workflow.documents.errors import DocumentError

FIELD = "Office"
"""The name of the signature's field in the document."""


def signed_pdf(data: bytes, certificate: Path, passphrase: bytes | None) -> bytes:
    """The same bytes with a signature appended to them; ``certificate`` is PKCS 12 (RFC 7292).

    DocumentError where the certificate cannot be opened, or the PDF cannot be signed.
    """
    load = SimpleSigner.load_pkcs12
    signer = load(str(certificate), passphrase=passphrase)  # type: ignore[no-untyped-call]
    if signer is None:
        raise DocumentError(
            "单位的签名证书打不开，没有归档，什么都没有改动。"
            "请管理员检查 HUIGAO_PDF_CERTIFICATE 和口令文件。",
            "The office's certificate cannot be opened, so nothing was archived or changed. Ask "
            "the administrator to check HUIGAO_PDF_CERTIFICATE and the file of its passphrase.",
            "certificate",
        )
    how = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    try:
        return _signed(data, how, signer)
    except (PdfError, SigningError) as error:
        raise DocumentError(
            "PDF 签名没有成功，没有归档，什么都没有改动。请管理员查看证书是否有效。",
            "The PDF could not be signed, so nothing was archived or changed. Ask the "
            "administrator whether the certificate is valid.",
            "certificate",
        ) from error


def _signed(data: bytes, how: signers.PdfSignatureMetadata, signer: SimpleSigner) -> bytes:
    """In a thread of its own: pyHanko runs a loop of asyncio, and a thread has but one."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(signers.sign_pdf, writer, how, signer).result()
    return bytes(made.getvalue())
