"""The environment: defaults, checks that stop the start with a sentence, and the key."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workflow.documents.word.limits import DEFAULT_LIMITS
from workflow.settings import MEGABYTE, Settings, SettingsError


def settings_of(var: Path, **given: str) -> Settings:
    environ: Mapping[str, str] = {"HUIGAO_VAR": str(var), **given}
    return Settings.from_environment(environ)


def test_an_empty_environment_keeps_everything_under_var(tmp_path: Path) -> None:
    made = settings_of(tmp_path)
    assert made.database_url == f"sqlite:///{tmp_path}/huigao.db"
    assert made.redis_url == f"unix://{tmp_path}/run/redis.sock"
    assert made.smtp_url == ""
    assert made.upload_bytes == 20 * MEGABYTE
    assert not made.secure_cookies


def test_what_an_upload_may_weigh_is_set_by_the_environment(tmp_path: Path) -> None:
    assert settings_of(tmp_path).limits == DEFAULT_LIMITS
    made = settings_of(
        tmp_path, HUIGAO_UPLOAD_MB="30", HUIGAO_UPLOAD_UNPACKED_MB="90", HUIGAO_UPLOAD_PARTS="70"
    )
    assert made.upload_bytes == made.limits.docx_bytes == 30 * MEGABYTE
    assert (made.limits.unpacked_bytes, made.limits.entries) == (90 * MEGABYTE, 70)
    assert made.limits.text_bytes == DEFAULT_LIMITS.text_bytes


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    var = tmp_path / "var"
    first = settings_of(var).secret_key
    assert len(first) >= 48
    assert settings_of(var).secret_key == first
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
    assert [file.name for file in var.iterdir()] == ["secret_key"]


def test_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: settings_of(tmp_path).secret_key, range(64)))
    assert len(keys) == 1
    assert "" not in keys


def test_a_given_key_is_used_and_none_is_made(tmp_path: Path) -> None:
    assert settings_of(tmp_path, SECRET_KEY="given").secret_key == "given"
    assert not (tmp_path / "secret_key").exists()


def test_a_folder_that_cannot_be_made_is_answered_by_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match="HUIGAO_VAR"):
        settings_of(tmp_path / "file" / "var")


def test_https_makes_cookies_secure(tmp_path: Path) -> None:
    assert settings_of(tmp_path, HUIGAO_BASE_URL="https://office.example/").secure_cookies


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg(tmp_path: Path, scheme: str) -> None:
    made = settings_of(tmp_path, DATABASE_URL=f"{scheme}://u@h/d")
    assert made.database_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://h/d"),
        ("HUIGAO_BASE_URL", "office.example"),
        ("HUIGAO_LOG_LEVEL", "loud"),
        ("HUIGAO_UPLOAD_MB", "0"),
        ("HUIGAO_UPLOAD_MB", "many"),
        ("HUIGAO_UPLOAD_MB", "²"),
        ("HUIGAO_UPLOAD_MB", "9" * 30),
        ("HUIGAO_UPLOAD_TEXT_MB", "-1"),
        ("HUIGAO_UPLOAD_RATIO", "9"),
        ("HUIGAO_UPLOAD_PARTS", "1.5"),
        ("HUIGAO_LEASE_SECONDS", "0"),
        ("SMTP_URL", "http://h"),
    ],
)
def test_a_wrong_value_is_named_in_both_languages(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, **{name: value})
    zh, _, en = str(caught.value).partition(" / ")
    assert name in zh
    assert name in en


def test_redis_by_network_is_the_same_for_celery(tmp_path: Path) -> None:
    made = settings_of(tmp_path, REDIS_URL="redis://127.0.0.1:6380/2")
    assert made.broker_url == "redis://127.0.0.1:6380/2"


def test_a_socket_is_written_as_celery_reads_it_whatever_the_folders_name(tmp_path: Path) -> None:
    made = settings_of(tmp_path / "汇 稿 50%")
    assert made.broker_url.startswith("redis+socket:///")
    assert made.broker_url.endswith("/%E6%B1%87%20%E7%A8%BF%2050%25/run/redis.sock?virtual_host=0")


def test_a_database_named_in_a_sockets_address_is_kept(tmp_path: Path) -> None:
    made = settings_of(tmp_path, REDIS_URL="unix:///run/redis.sock?db=3")
    assert made.broker_url == "redis+socket:///run/redis.sock?virtual_host=3"


def test_evidence_and_its_scanner_are_set_by_the_environment(tmp_path: Path) -> None:
    made = settings_of(tmp_path)
    assert made.clamd_url == ""
    assert "pdf" in made.evidence_types and "exe" not in made.evidence_types
    given = {"HUIGAO_EVIDENCE_MB": "90", "HUIGAO_EVIDENCE_TYPES": "PDF, ofd"}
    made = settings_of(tmp_path, CLAMD_URL="unix:///run/clamd.sock", **given)
    assert made.upload_bytes == made.evidence_bytes == 90 * MEGABYTE
    assert made.evidence_types == {"pdf", "ofd"}
    assert settings_of(tmp_path, CLAMD_URL="tcp://scanner:3310").clamd_url == "tcp://scanner:3310"
    for name, wrong in (("CLAMD_URL", "http://x"), ("HUIGAO_EVIDENCE_TYPES", "pdf;*")):
        with pytest.raises(SettingsError, match=name):
            settings_of(tmp_path, **{name: wrong})


def test_the_converter_is_named_found_or_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert settings_of(tmp_path).libreoffice == ""
    program = tmp_path / "libreoffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert settings_of(tmp_path).libreoffice == str(program)
    assert settings_of(tmp_path, HUIGAO_LIBREOFFICE="off").libreoffice == ""
    with pytest.raises(SettingsError, match="HUIGAO_LIBREOFFICE"):
        settings_of(tmp_path, HUIGAO_LIBREOFFICE=str(tmp_path / "absent"))


def test_a_certificate_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    assert settings_of(tmp_path).pdf_certificate is None
    own = tmp_path / "office.p12"
    own.write_bytes(b"")
    assert settings_of(tmp_path, HUIGAO_PDF_CERTIFICATE=str(own)).pdf_certificate == own
    for name in ("HUIGAO_PDF_CERTIFICATE", "HUIGAO_PDF_PASSPHRASE_FILE"):
        with pytest.raises(SettingsError, match=name):
            settings_of(tmp_path, **{name: str(tmp_path / "absent")})


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("", set()),
        (" , ", set()),
        ("oa.example.cn", {"oa.example.cn"}),
        (" OA.example.cn ,10.0.0.8,, oa.example.cn", {"oa.example.cn", "10.0.0.8"}),
        ("::1", {"::1"}),
    ],
)
def test_hosts_of_ones_own_network_are_a_list_by_commas(
    tmp_path: Path, written: str, hosts: set[str]
) -> None:
    assert settings_of(tmp_path, HUIGAO_WEBHOOK_HOSTS=written).webhook_hosts == hosts


@pytest.mark.parametrize(
    "written", ["http://oa.example.cn", "oa.example.cn/in", "10.0.0.0/8", "a b"]
)
def test_what_is_no_name_of_a_host_stops_the_start(tmp_path: Path, written: str) -> None:
    with pytest.raises(SettingsError, match="names of hosts alone"):
        settings_of(tmp_path, HUIGAO_WEBHOOK_HOSTS=written)
