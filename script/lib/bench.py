"""script/bench: sets up as for tests, then hands over to the package ``bench``."""

from __future__ import annotations

import os
import sys

from bench.command import parse
from script.lib import lint, packages, system
from script.lib.places import PYTHON, ROOT, environment
from script.lib.preparing import prepare
from script.lib.say import Steps, sentences


def main() -> None:
    parse()  # help and wrong use are answered before anything is installed
    with sentences():
        steps = Steps(lint.PREPARING + 1)
        prepare(steps, "tests", packages.TESTS)
        steps.step("安装系统部件", "installing system parts")
        system.install_missing()
        os.chdir(ROOT)
        os.execve(PYTHON, [str(PYTHON), "-m", "bench", *sys.argv[1:]], environment())


if __name__ == "__main__":
    main()
