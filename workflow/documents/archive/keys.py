"""The office's key: Ed25519 (RFC 8032), made at set-up; the private half never leaves."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_key() -> bytes:
    """A fresh private key as PEM (PKCS 8, RFC 5208)."""
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def public_half(private: bytes) -> bytes:
    """The public key as PEM (SubjectPublicKeyInfo, RFC 5280)."""
    return (
        _private(private)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def signed(private: bytes, data: bytes) -> bytes:
    """The signature of the bytes, 64 bytes."""
    return _private(private).sign(data)


def is_signed(data: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the holder of that key signed these bytes."""
    try:
        key = serialization.load_pem_public_key(public)
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(signature, data)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """SHA-256 of the PEM in groups of four, as people read it to each other; 32 characters."""
    digest = hashlib.sha256(public).hexdigest()[:32]
    return " ".join(digest[n : n + 4] for n in range(0, 32, 4))


def _private(pem: bytes) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("the office's key is no Ed25519 key")
    return key
