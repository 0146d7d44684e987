"""script/test: sets up, gets the missing parts, checks, and hands over to pytest."""

from __future__ import annotations

import os
import sys

from script.lib import lint, packages, system
from script.lib.places import PYTHON, ROOT, environment
from script.lib.preparing import prepare
from script.lib.say import Steps, note, sentences

HELP = """usage: script/test [pytest arguments]

安装测试所需的一切，检查代码，运行全部测试；参数交给 pytest，如 --cov 显示覆盖率。
Sets up all that tests need, checks the code and runs every test; arguments go to pytest,
as --cov, which shows what the tests cover and takes a third longer.
"""
# Tests make their own installations and must not see the one that somebody works with.
NOT_FOR_TESTS = (
    *("HUIGAO_VAR", "HUIGAO_BASE_URL", "DATABASE_URL", "REDIS_URL", "SECRET_KEY"),
    *("SMTP_URL", "MAIL_FROM", "HOST", "PORT"),
)
# A third of their time tests wait for browsers, servers and workers: two cores have work for three.
CORES_A_WORKER, LEAST_WORKERS, MOST_WORKERS = 2 / 3, 2, 6
# A debugger wants the test in the process that it talks to.
IN_ONE_PROCESS = ("--pdb", "--trace", "-s", "--capture=no")


def main() -> None:
    if sys.argv[1:] in (["-h"], ["--help"]):
        print(HELP, end="")
        return
    with sentences():
        steps = Steps(lint.PREPARING + 1 + lint.COUNT + 1)
        prepare(steps, "tests", packages.TESTS)
        steps.step("安装系统部件", "installing system parts")
        system.install_missing()
        lint.check(steps)
        steps.step("运行测试", "running the tests")
        sys.stdout.flush()
        env = environment()
        for name in NOT_FOR_TESTS:
            if env.pop(name, None) is not None:
                note(f"      不使用 {name} / {name} is not used")
        os.chdir(ROOT)
        arguments = [*workers(sys.argv[1:]), *sys.argv[1:]]
        os.execve(PYTHON, [str(PYTHON), "-m", "pytest", *arguments], env)


def workers(arguments: list[str]) -> list[str]:
    """Half as many pytest processes again as cores, unless the arguments need a single one.

    An ``-n`` among the arguments comes later and so counts.
    """
    if any(word in IN_ONE_PROCESS for word in arguments):
        return []
    wanted = int(len(os.sched_getaffinity(0)) / CORES_A_WORKER)
    count = min(max(wanted, LEAST_WORKERS), MOST_WORKERS)
    return ["-n", str(count), "--dist", "loadgroup"]


if __name__ == "__main__":
    main()
