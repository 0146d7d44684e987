"""The databases that the web bench runs on: a fresh SQLite file, a PostgreSQL of its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from script.lib.say import Stop
from tests.postgres import PostgresNotStarted, postgres_programs, running_postgres

VARIABLE = "HUIGAO_BENCH_DATABASES"
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
NO_POSTGRES = (
    "这台机器上没有 PostgreSQL, 未测量。请安装 (apt-get install postgresql), "
    f"或只在 SQLite 上测量: {VARIABLE}=sqlite script/bench web",
    "There is no PostgreSQL on this machine, so nothing was measured. Install it (apt-get "
    f"install postgresql), or measure on SQLite alone: {VARIABLE}=sqlite script/bench web",
)


def wanted() -> tuple[str, ...]:
    """The kinds to run on: both, or those that HUIGAO_BENCH_DATABASES names (a list by commas)."""
    given = os.environ.get(VARIABLE) or ",".join(KINDS)
    kinds = tuple(one.strip() for one in given.split(","))
    unknown = [one for one in kinds if one not in KINDS]
    if unknown:
        known = ", ".join(KINDS)
        raise Stop(
            f"{VARIABLE} 只能是 {known}, 用逗号分隔。",
            f"{VARIABLE} is a list by commas of {known}.",
            2,
        )
    if "postgresql" in kinds and postgres_programs() is None:
        raise Stop(*NO_POSTGRES)
    return kinds


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Addresses of two empty databases as SQLAlchemy writes them: ours, and the floor's."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/huigao.db", f"sqlite:///{folder}/floor.db"
        return
    with _postgres() as url:
        # One database for both: they have no table of the same name.
        address = url.replace("postgresql://", "postgresql+psycopg://")
        yield address, address


@contextmanager
def _postgres() -> Iterator[str]:
    programs = postgres_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="huigao-postgres-", dir="/tmp"))
    try:
        with running_postgres(programs, folder) as url:
            yield url
    except PostgresNotStarted as error:
        raise Stop(f"PostgreSQL 没有启动。\n{error}", "PostgreSQL did not start.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def version(kind: str) -> str:
    """``SQLite 3.40.1`` or ``PostgreSQL 16.4``: the library's, or that of the programs."""
    if kind == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    programs = postgres_programs()
    done = subprocess.run(
        [f"{programs}/postgres", "--version"], capture_output=True, text=True, check=False
    )
    return done.stdout.replace("postgres (PostgreSQL)", "PostgreSQL").strip()
