"""A database for migrations, of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from tests.postgres import database_beside


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without any table."""
    if request.param == "sqlite":
        made = create_engine(f"sqlite:///{tmp_path}/empty.db")
        yield made
        made.dispose()
        return
    with database_beside(request.getfixturevalue("postgres_url"), "migrating") as url:
        made = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        yield made
        made.dispose()
