"""The environment, read once and checked: a wrong value stops the start with a sentence."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from werkzeug.urls import iri_to_uri

from workflow.documents.word.limits import MB as MEGABYTE
from workflow.documents.word.limits import Limits
from workflow.embedded import socket_path, socket_url

ROOT = Path(__file__).resolve().parent.parent
EVIDENCE_TYPES = (
    "pdf,ofd,doc,docx,wps,xls,xlsx,et,ppt,pptx,dps,txt,csv,png,jpg,jpeg,gif,bmp,tif,tiff,zip"
)
PROGRAMS = ("soffice", "libreoffice")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how the product is reached; made by ``from_environment``.

    ``limits`` hold for files from outside; ``lease_seconds`` is how long a worker may be silent
    before its job is given to another; ``parts_bytes`` bounds what the assembler keeps.
    ``evidence_types`` are endings without a point; ``clamd_url`` is empty without a scanner.
    ``libreoffice`` is the program that converts old files, "" where there is none.
    ``webhook_hosts`` are hosts of private networks to which messages may be posted.
    ``pdf_certificate`` (PKCS 12) signs the PDF of an archive, where it is set; its passphrase is
    the first line of the file ``pdf_passphrase``.
    """

    var: Path
    database_url: str
    redis_url: str
    secret_key: str
    base_url: str
    smtp_url: str
    mail_from: str
    limits: Limits
    log_level: str
    lease_seconds: int
    parts_bytes: int
    evidence_bytes: int
    evidence_types: frozenset[str]
    clamd_url: str
    libreoffice: str
    convert_seconds: int
    webhook_hosts: frozenset[str]
    pdf_certificate: Path | None
    pdf_passphrase: Path | None

    @property
    def parts_folder(self) -> Path:
        """What the assembler keeps of sections, to make only changed ones anew."""
        return self.var / "cache" / "parts"

    @property
    def journals_folder(self) -> Path:
        """What messengers note of the messages that they have in hand."""
        return self.var / "journals"

    @property
    def upload_bytes(self) -> int:
        """The largest upload of any kind."""
        return max(self.limits.docx_bytes, self.limits.text_bytes, self.evidence_bytes)

    @property
    def secure_cookies(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def broker_url(self) -> str:
        """Redis as Celery writes it: a socket is redis+socket://, its database the virtual host."""
        if not self.redis_url.startswith("unix://"):
            return self.redis_url
        parts = urlsplit(self.redis_url)
        database = parse_qs(parts.query).get("db", ["0"])[0]
        return f"redis+socket://{parts.path}?virtual_host={database}"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Settings from variables; raises SettingsError with the sentence."""
        var = Path(environ.get("HUIGAO_VAR") or ROOT / "var").resolve()
        return cls(
            var=var,
            database_url=_database(environ.get("DATABASE_URL", ""), var),
            redis_url=environ.get("REDIS_URL") or socket_url(socket_path(var / "run")),
            secret_key=environ.get("SECRET_KEY") or _own_key(var),
            base_url=_base(environ.get("HUIGAO_BASE_URL") or "http://127.0.0.1:8000"),
            smtp_url=_smtp(environ.get("SMTP_URL", "")),
            mail_from=environ.get("MAIL_FROM") or "huigao@localhost",
            limits=_limits(environ),
            log_level=_level(environ.get("HUIGAO_LOG_LEVEL") or "INFO"),
            lease_seconds=_number(environ, "HUIGAO_LEASE_SECONDS", 120, 1, 3600),
            parts_bytes=_number(environ, "HUIGAO_CACHE_MB", 500, 1, 1_000_000) * MEGABYTE,
            evidence_bytes=_number(environ, "HUIGAO_EVIDENCE_MB", 20, 1, 500) * MEGABYTE,
            evidence_types=_types(environ.get("HUIGAO_EVIDENCE_TYPES") or EVIDENCE_TYPES),
            clamd_url=_scanner(environ.get("CLAMD_URL", "")),
            libreoffice=_libreoffice(environ.get("HUIGAO_LIBREOFFICE", "")),
            convert_seconds=_number(environ, "HUIGAO_CONVERT_SECONDS", 90, 1, 500),
            webhook_hosts=_hosts(environ.get("HUIGAO_WEBHOOK_HOSTS", "")),
            pdf_certificate=_file(environ, "HUIGAO_PDF_CERTIFICATE"),
            pdf_passphrase=_file(environ, "HUIGAO_PDF_PASSPHRASE_FILE"),
        )


def _database(url: str, var: Path) -> str:
    if not url:
        return f"sqlite:///{var}/huigao.db"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise SettingsError(
        "DATABASE_URL 只支持 sqlite:/// 或 postgresql:// 开头的地址。 / "
        "DATABASE_URL must begin with sqlite:/// or postgresql://."
    )


def _own_key(var: Path) -> str:
    """The key of this installation, made once and readable by its owner alone."""
    file = var / "secret_key"
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            _make_key(file)
        return file.read_text("ascii").strip()
    except OSError as error:
        raise SettingsError(
            f"无法读写 {error.filename or var}：{error.strerror}。"
            "请换一个可写的目录（HUIGAO_VAR）。 / "
            f"Cannot read or write {error.filename or var}: {error.strerror}. "
            "Choose another folder by HUIGAO_VAR."
        ) from error


def _make_key(file: Path) -> None:
    """Written aside and then linked, so that of two processes starting at once both read one key.

    A key that is there already stays.
    """
    handle, aside = tempfile.mkstemp(prefix=".secret_key-", dir=file.parent)
    try:
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(aside, file)
    finally:
        os.unlink(aside)


def _base(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(
            "HUIGAO_BASE_URL 应形如 http://主机:端口。 / "
            "HUIGAO_BASE_URL should look like http://host:port."
        )
    # As browsers send it, and as the head of a mail takes it.
    return iri_to_uri(url).rstrip("/")


def _smtp(url: str) -> str:
    if url and urlsplit(url).scheme not in ("smtp", "smtps"):
        raise SettingsError(
            "SMTP_URL 应形如 smtp://用户:密码@主机:端口，留空则存入本地信箱。 / "
            "SMTP_URL should look like smtp://user:password@host:port; "
            "leave it empty to keep mail in the local mailbox."
        )
    return url


def _types(text: str) -> frozenset[str]:
    found = frozenset(one.strip().lower() for one in text.split(","))
    if not all(one.isascii() and one.isalnum() for one in found):
        raise SettingsError(
            "HUIGAO_EVIDENCE_TYPES 应形如 pdf,docx,xlsx。 / "
            "HUIGAO_EVIDENCE_TYPES should look like pdf,docx,xlsx."
        )
    return found


def _hosts(text: str) -> frozenset[str]:
    found = frozenset(one.strip().lower() for one in text.split(",") if one.strip())
    if any("/" in one or " " in one for one in found):
        raise SettingsError(
            "HUIGAO_WEBHOOK_HOSTS 应形如 oa.example.cn,10.0.0.8，只写主机名。 / "
            "HUIGAO_WEBHOOK_HOSTS should look like oa.example.cn,10.0.0.8: names of hosts alone."
        )
    return found


def _libreoffice(wanted: str) -> str:
    """The program's path: the one that is named, else the one that is installed."""
    if wanted == "off":
        return ""
    found = next(filter(None, map(shutil.which, [wanted] if wanted else PROGRAMS)), "")
    if wanted and not found:
        raise SettingsError(
            "HUIGAO_LIBREOFFICE 应为 LibreOffice 程序的路径，或者 off。 / "
            "HUIGAO_LIBREOFFICE is the path of LibreOffice's program, or off."
        )
    return found


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    """A file that has to be there, where one is named."""
    path = Path(environ[name]).resolve() if environ.get(name) else None
    if path is not None and not path.is_file():
        raise SettingsError(f"{name} 指的文件不存在。 / The file that {name} names does not exist.")
    return path


def _scanner(url: str) -> str:
    parts = urlsplit(url)
    is_good = (parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "unix" and parts.path)
    if url and not is_good:
        raise SettingsError(
            "CLAMD_URL 应形如 tcp://主机:3310 或 unix:///路径，留空则不扫描。 / "
            "CLAMD_URL should look like tcp://host:3310 or unix:///path; "
            "leave it empty to scan nothing."
        )
    return url


def _limits(environ: Mapping[str, str]) -> Limits:
    """What a file from outside may weigh before it is looked into."""
    number = partial(_number, environ)
    return Limits(
        docx_bytes=number("HUIGAO_UPLOAD_MB", 20, 1, 200) * MEGABYTE,
        text_bytes=number("HUIGAO_UPLOAD_TEXT_MB", 5, 1, 50) * MEGABYTE,
        entries=number("HUIGAO_UPLOAD_PARTS", 3_000, 10, 60_000),
        part_bytes=number("HUIGAO_UPLOAD_PART_MB", 40, 1, 500) * MEGABYTE,
        unpacked_bytes=number("HUIGAO_UPLOAD_UNPACKED_MB", 150, 1, 2_000) * MEGABYTE,
        ratio=number("HUIGAO_UPLOAD_RATIO", 150, 10, 1_000),
        marks=number("HUIGAO_UPLOAD_MARKS", 2_000_000, 1_000, 100_000_000),
        headings=number("HUIGAO_UPLOAD_HEADINGS", 1_000, 10, 10_000),
        lines=number("HUIGAO_UPLOAD_LINES", 100_000, 100, 1_000_000),
    )


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:12]) <= most:
        raise SettingsError(
            f"{name} 应为 {least} 到 {most} 的整数。 / {name} is a number from {least} to {most}."
        )
    return int(text)


def _level(text: str) -> str:
    if text.upper() not in LEVELS:
        raise SettingsError(
            f"HUIGAO_LOG_LEVEL 应为 {'、'.join(LEVELS)} 之一。 / "
            f"HUIGAO_LOG_LEVEL is one of {', '.join(LEVELS)}."
        )
    return text.upper()
