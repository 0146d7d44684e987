"""A signed PDF is valid to whoever trusts the office, and any change of it is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.certificates import PASSPHRASE, certificate, valid
from tests.pdfs import blank_pdf
from workflow.documents.errors import DocumentError
from workflow.documents.printing import page_count
from workflow.documents.printing.signing import signed_pdf


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, bytes]:
    packed, trusted = certificate()
    path = tmp_path / "office.p12"
    path.write_bytes(packed)
    return path, trusted


def test_it_is_signed_by_the_office_and_nothing_else_changes(office: tuple[Path, bytes]) -> None:
    plain = blank_pdf()
    made = signed_pdf(plain, office[0], PASSPHRASE)
    assert made.startswith(plain) and page_count(made) == 1
    assert b"ETSI.CAdES.detached" in made
    assert valid(made, office[1]) and not valid(made, certificate()[1])


def test_a_change_is_seen(office: tuple[Path, bytes]) -> None:
    made = signed_pdf(blank_pdf(), office[0], PASSPHRASE)
    at = made.index(b"595")
    assert not valid(made[:at] + b"596" + made[at + 3 :], office[1])


def test_a_wrong_passphrase_and_no_certificate_are_told(
    office: tuple[Path, bytes], tmp_path: Path
) -> None:
    for path, phrase in ((office[0], b"wrong"), (tmp_path / "none.p12", PASSPHRASE)):
        with pytest.raises(DocumentError, match="certificate cannot be opened"):
            signed_pdf(blank_pdf(), path, phrase)
