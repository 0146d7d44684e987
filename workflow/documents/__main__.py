"""`python -m workflow.documents`: what the package does, for scripts and for the curious."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from workflow.documents.commands import compare, merge, outline, read, verify, write
from workflow.documents.errors import DocumentError

# Each has add_to(subparsers) and sets `run`, which takes the parsed arguments.
COMMANDS = (outline, read, write, merge, compare, verify)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 no (with a sentence on standard error), 2 wrong use."""
    parser = argparse.ArgumentParser(
        prog="python -m workflow.documents", description="Word in, Word out, without the office."
    )
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(subparsers)
    options = parser.parse_args(arguments)
    try:
        options.run(options)
    except DocumentError as error:
        print(f"{error.zh}\n{error.en}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
