"""Passwords: the rule, the cost, and what is generated."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from workflow.actions.office import account
from workflow.actions.office.passwords import (
    DECOY,
    HASHER,
    checked,
    hash_password,
    is_outdated,
    matches,
    new_secret,
    random_password,
)
from workflow.actions.office.people import Particulars
from workflow.domain.machine import NotYet

WHO = Particulars("Anna Bell", "anna.bell@office.example")


@pytest.mark.parametrize(
    "password", ["short", "123456789", "anna.bell@office.example", "Anna Bell 2026", "AnnaBell26"]
)
def test_a_weak_password_is_refused_with_the_rule(password: str) -> None:
    with pytest.raises(NotYet) as refused:
        checked(password, WHO)
    assert "10" in refused.value.sentence.render("zh")


def test_a_chinese_name_with_digits_behind_it_is_refused() -> None:
    with pytest.raises(NotYet):
        checked("张小明张小明20262026"[3:], Particulars("张小明", "zxm@office.example"))


@pytest.mark.parametrize("password", ["一二三四五六七八九十", "correct horse", "0123456789"])
def test_ten_characters_that_are_not_ones_name_will_do(password: str) -> None:
    assert checked(password, WHO) == password


def test_an_endless_password_is_refused() -> None:
    with pytest.raises(NotYet):
        checked("x" * 201, WHO)


def test_hashes_are_argon2id_and_only_the_right_password_matches() -> None:
    stored = hash_password("correct horse")
    assert stored.startswith("$argon2id$")
    assert matches("correct horse", stored)
    assert not matches("correct horsf", stored)
    assert not matches("anything", None)
    assert not matches("anything", "")
    assert not matches("anything", "not a hash")


def test_the_decoy_costs_what_a_real_hash_costs() -> None:
    assert not HASHER.check_needs_rehash(DECOY)


def test_a_missing_account_is_checked_against_the_decoy(
    ctx: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | None] = []

    def watch(password: str, stored: str | None) -> bool:
        seen.append(stored)
        return matches(password, stored)

    monkeypatch.setattr(account, "matches", watch)
    assert account.person_for("nobody@office.example", "whatever") is None
    assert seen == [None]


def test_a_hash_with_older_parameters_is_outdated() -> None:
    assert is_outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("x"))
    assert not is_outdated(hash_password("x"))


def test_generated_passwords_are_all_different_and_fit_the_rule() -> None:
    many = {random_password() for _ in range(200)}
    assert len(many) == 200
    assert all(checked(one, WHO) for one in many)
    assert not set("".join(many)) & set("01loi")
    secret = new_secret()
    assert matches(secret.password, secret.hash)
