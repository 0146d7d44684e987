"""How ``script/bench`` is called; the standard library alone, so that it is read before set-up."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

# name -> what it measures; the order is that of a run of all
NAMES = {
    "assemble": "合成一份 Word 文档 / assembling one Word document",
    "merge": "合并 Word 文件 / merging Word files",
    "compare": "比较两稿 / comparing two drafts",
    "drafting": "撰写：随写随存、按键到显示 / writing: saved as one types, a key until its paint",
    "reminders": "百万项任务的提醒、发信 / reminders of a million assignments, and their mails",
    "web": "两个 web 进程下的页面和操作 / pages and acts under two web workers",
}
QUICK = "次数很少, 只看能否跑通 / few rounds, only to see that it runs"


@dataclass(frozen=True)
class Options:
    """``names`` in the order of the run; ``json``: a line a case on standard output."""

    names: tuple[str, ...]
    json: bool
    quick: bool


def parse(words: Sequence[str] | None = None) -> Options:
    """The options of a command line; help ends with 0, wrong use with 2."""
    parser = argparse.ArgumentParser(
        prog="script/bench",
        description="测量速度, 每个案例一行; 比值取自同一次运行的中位数。 / Measures speed, "
        "a line a case; ratios are those of medians of the same run.",
        epilog="\n".join(f"{name}: {words}" for name, words in NAMES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", action="store_true", help="JSON, 每个案例一行 / a line a case")
    parser.add_argument("--quick", action="store_true", help=QUICK)
    given = parser.parse_args(words)
    for name in given.names:
        if name not in NAMES:
            known = ", ".join(NAMES)
            parser.error(f"没有 {name}; 可选: {known} / there is no {name}; there are: {known}")
    names = tuple(name for name in NAMES if name in given.names) or tuple(NAMES)
    return Options(names, given.json, given.quick)
