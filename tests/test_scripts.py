"""What script/* does before anything runs: finding Python, stamps, sentences, exact pins."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from script.lib import assets, packages, places, say, server, stamps, system

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"[A-Za-z0-9_.-]+(\[[a-z]+\])?==[^ ]+( ; .+)?")


def run(command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def only_old_python(folder: Path) -> Path:
    """A copy of the commands, and a PATH on which every Python is too old."""
    shutil.copytree(ROOT / "script", folder / "huigao" / "script")
    path = folder / "bin"
    path.mkdir()
    (path / "dirname").symlink_to(str(shutil.which("dirname")))
    for name in ("python3.12", "python3.11", "python3", "python"):
        (path / name).write_text("#!/bin/sh\nexit 1\n")
        (path / name).chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["server", "test", "lint", "bench"])
def test_an_old_python_is_answered_by_sentences(tmp_path: Path, name: str) -> None:
    path = only_old_python(tmp_path)
    done = run([str(tmp_path / "huigao" / "script" / name)], PATH=str(path))
    assert done.returncode == 1
    assert done.stdout == ""
    zh, en = done.stderr.splitlines()
    assert "需要 Python 3.11 或 3.12" in zh
    assert "Python 3.11 or 3.12 is needed" in en
    assert sorted(file.name for file in (tmp_path / "huigao").iterdir()) == ["script"]


@pytest.mark.parametrize("name", ["server", "test", "lint", "bench"])
def test_each_command_has_help(name: str) -> None:
    done = run([str(ROOT / "script" / name), "--help"], PATH=os.environ["PATH"])
    assert done.returncode == 0
    assert f"usage: script/{name}" in done.stdout


def test_a_wrong_option_is_wrong_use() -> None:
    done = run([str(ROOT / "script" / "server"), "--port", "door"], PATH=os.environ["PATH"])
    assert done.returncode == 2
    assert "65535" in done.stderr


def test_ci_runs_the_tests_as_ci_and_passes_their_exit_code(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / "script").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    stand_in = tmp_path / "script" / "test"
    stand_in.write_text('#!/bin/sh\necho "CI=$CI in $PWD with $*"\nexit 5\n')
    stand_in.chmod(0o755)
    done = run(["bash", str(tmp_path / ".ci" / "run"), "-x"], PATH=os.environ["PATH"])
    assert done.returncode == 5
    assert done.stdout == f"CI=true in {tmp_path} with -x\n"


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
)
def test_requirements_are_exact_and_name_no_address(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert [line for line in pins if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_requirements_hold_what_their_source_asks_for(name: str) -> None:
    asked = (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    wanted = {re.sub(r"\[.*\]", "", line) for line in asked if line and line[0] not in "#-"}
    locked = (ROOT / f"{name}.txt").read_text("utf-8").splitlines()
    assert wanted - {line.partition(" ")[0] for line in locked} == set()


def test_the_lock_of_the_page_scripts_names_no_address() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))
    assert [name for name, part in lock["packages"].items() if "resolved" in part] == []


def test_steps_are_numbered_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    steps = say.Steps(6, done=4)
    steps.step("准备数据库", "preparing the database")
    assert capsys.readouterr().err == "[5/6] 准备数据库 / preparing the database ...\n"


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (errno.EACCES, "没有写入权限", "No permission to write"),
        (errno.EROFS, "没有写入权限", "No permission to write"),
        (errno.ENOSPC, "磁盘空间不足", "The disk is full"),
    ],
)
def test_a_failing_disk_is_told_in_sentences(
    capsys: pytest.CaptureFixture[str], number: int, zh: str, en: str
) -> None:
    with pytest.raises(SystemExit) as ended, say.sentences():
        raise OSError(number, "", "/some/folder")
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert zh in told
    assert en in told
    assert "/some/folder" in told


def test_an_unknown_failure_keeps_its_traceback() -> None:
    with pytest.raises(ConnectionResetError), say.sentences():
        raise ConnectionResetError


def test_a_stamp_holds_for_the_same_files_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    file = tmp_path / "requirements.txt"
    file.write_text("one==1\n")
    before = stamps.fingerprint([file], "3.11")
    assert not stamps.done("server", before)
    stamps.remember("server", before)
    assert stamps.done("server", before)
    assert not stamps.done("server", stamps.fingerprint([file], "3.12"))
    file.write_text("one==2\n")
    assert not stamps.done("server", stamps.fingerprint([file], "3.11"))


def test_an_environment_made_elsewhere_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (tmp_path / "bin" / "activate").write_text("VIRTUAL_ENV=/before/the/move\n")
    monkeypatch.setattr(packages, "VENV", tmp_path)
    assert not packages.installed("server", packages.SERVER)


def test_a_failed_install_says_what_is_safe_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("UV_OFFLINE", "1")
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("huigao-is-not-a-package==1\n")
    with pytest.raises(SystemExit), say.sentences():
        packages.install("other", [wanted])
    told = capsys.readouterr().err
    assert "依赖没有安装成功" in told
    assert "Your data was not touched" in told
    assert not (tmp_path / "stamps").exists()


@pytest.mark.parametrize("home", ["", "/nonexistent"])
def test_without_a_home_installers_get_one(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("HOME", home)
    assert places.environment()["HOME"] == str(places.VENV / "home")


def test_the_environments_programs_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    assert places.environment()["PATH"] == f"{places.VENV / 'bin'}:/usr/bin"


def test_data_is_looked_for_where_the_person_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIGAO_CALLER_DIR", str(tmp_path))
    monkeypatch.setenv("HUIGAO_VAR", "data")
    assert places.var_dir() == tmp_path / "data"
    monkeypatch.delenv("HUIGAO_VAR")
    assert places.var_dir() == ROOT / "var"


def test_an_address_of_another_machine_is_refused_with_a_sentence() -> None:
    with pytest.raises(say.Stop, match="Cannot listen on 192\\.0\\.2\\.1:8000"):
        server.refuse_port_in_use("192.0.2.1", 8000)


def test_a_node_that_is_too_old_does_not_count(tmp_path: Path) -> None:
    node = tmp_path / "node"
    for version, good in (("v18.19.0", False), ("v20.1.0", True), ("v24.19.0", True)):
        node.write_text(f"#!/bin/sh\necho {version}\n")
        node.chmod(0o755)
        assert assets.recent(str(node)) is good


def test_a_changed_style_is_a_reason_to_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "STYLES", tmp_path)
    style = tmp_path / "talk.css"
    seen = set()
    for words in ("a {}", "b {}", "b {}"):
        style.write_text(words)
        seen.add(assets._sources())
    assert len(seen) == 2


def test_missing_parts_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = system.Part("a-program", lambda: False)
    there = system.Part("another", lambda: True)
    monkeypatch.setattr(system, "PARTS", (gone, there))
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    system.install_missing()
    told = capsys.readouterr().err
    assert "a-program" in told
    assert "another" not in told


@pytest.mark.faults
def test_a_grandchild_whose_parent_dies_is_ended() -> None:
    words = (
        "import subprocess, sys; from script.lib import leftovers; leftovers.adopt();"
        "subprocess.run(['sh', '-c', 'sleep 60 & sleep 61 &']);"
        "print(len(leftovers.children())); leftovers.end(()); print(len(leftovers.children()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["2", "0"]
