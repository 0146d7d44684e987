"""A made-up office's certificate, as PKCS 12, and whether it signed a PDF."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from workflow.documents.printing.signing import FIELD

PASSPHRASE = b"made up for tests"


def certificate() -> tuple[bytes, bytes]:
    """The PKCS 12 file, and the certificate alone (DER) that a reader has to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某某单位")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    lock = BestAvailableEncryption(PASSPHRASE)
    packed = pkcs12.serialize_key_and_certificates(b"office", key, made, None, lock)
    return packed, made.public_bytes(Encoding.DER)


def valid(data: bytes, trusted: bytes) -> bool:
    """Whole, unchanged since, and signed by the one who is trusted; in a thread of its own, for
    where a browser is driven there is a loop of asyncio already.
    """
    (own,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    context = ValidationContext(trust_roots=[asn1.Certificate.load(trusted)])
    with ThreadPoolExecutor(1) as pool:
        status = pool.submit(validate_pdf_signature, own, context).result()
    return bool(status.bottom_line) and own.field_name == FIELD
