"""Mail over TLS, at once (smtps:) and by STARTTLS, to a real server that has to prove itself."""

from __future__ import annotations

import datetime as dt
import ssl
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.notify.test_mail import MESSAGE, Answers, send, serving
from workflow.notify.channels import TemporaryFailure


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 that signs itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.office.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate)
    return made


def options(scheme: str, tls: ssl.SSLContext) -> dict[str, Any]:
    if scheme == "smtps":
        return {"ssl_context": tls}
    return {"tls_context": tls, "require_starttls": True}


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_it_goes_by_tls_where_the_server_is_who_it_says(
    scheme: str, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Answers()
    with serving(server, **options(scheme, tls)) as address:
        send(f"{scheme}://{address}", MESSAGE, MESSAGE)
    assert len(server.messages) == 2


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(
    scheme: str, tls: ssl.SSLContext
) -> None:
    server = Answers()
    with (
        serving(server, **options(scheme, tls)) as address,
        pytest.raises(TemporaryFailure, match="certificate"),
    ):
        send(f"{scheme}://{address}", MESSAGE)
    assert server.messages == []
