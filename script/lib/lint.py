"""script/lint: style, types and layers; also the first half of script/test."""

from __future__ import annotations

import subprocess
import sys

from script.lib import assets, packages
from script.lib.places import PYTHON, ROOT, environment
from script.lib.preparing import prepare
from script.lib.say import Steps, Stop, sentences

HELP = """usage: script/lint

检查代码、排版、类型、分层和页面脚本，与 script/test 的前一半相同。
Checks style, format, types, layers and page scripts, as the first half of script/test does.
"""
PREPARING = 4
LAYERS = "from importlinter.cli import lint_imports_command as run; run()"
CHECKS = (
    ("检查代码", "checking style", ("-m", "ruff", "check", ".")),
    ("检查排版", "checking format", ("-m", "ruff", "format", "--check", ".")),
    ("检查类型", "checking types", ("-m", "mypy")),
    ("检查分层", "checking layers", ("-c", LAYERS)),
)
TSC = "node_modules/typescript/bin/tsc"
FRONTEND_CHECKS = (
    ("检查页面脚本类型", "checking types of page scripts", TSC, "--noEmit"),
    ("测试页面脚本", "testing page scripts", "test.mjs"),
)
COUNT = len(CHECKS) + len(FRONTEND_CHECKS)


def check(steps: Steps) -> None:
    """Every check in turn; the first that fails ends the command."""
    for zh, en, words in CHECKS:
        steps.step(zh, en)
        _run([str(PYTHON), *words], zh, en)
    assets.install_parts()
    for zh, en, *script in FRONTEND_CHECKS:
        steps.step(zh, en)
        _run([assets.node(), *script], zh, en, folder="frontend")


def _run(command: list[str], zh: str, en: str, folder: str = ".") -> None:
    done = subprocess.run(command, cwd=ROOT / folder, env=environment(), check=False)
    if done.returncode:
        raise Stop(f"没有通过：{zh}，原因见上。", f"Failed: {en}; the reason is above.")


def main() -> None:
    if len(sys.argv) > 1:
        print(HELP, end="")
        raise SystemExit(0 if sys.argv[1] in ("-h", "--help") else 2)
    with sentences():
        steps = Steps(PREPARING + COUNT)
        prepare(steps, "tests", packages.TESTS)
        check(steps)


if __name__ == "__main__":
    main()
