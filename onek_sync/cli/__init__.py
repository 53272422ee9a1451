"""Door: the `onek` command."""

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line; exit 0 done, 1 a person must act, 2 wrong use."""
    from onek_sync.cli.commands import app
    from onek_sync.model.errors import OnekError, UsageError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a character shows a "?" for it
            stream.reconfigure(errors="replace")
    try:
        app()
    except OnekError as error:
        for finding in error.findings:
            print(f"onek: {finding}", file=sys.stderr)  # noqa: T201 - before any terminal is set up
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
    except BrokenPipeError:  # `onek show | head`: the reader has seen enough
        sys.stderr.close()
        raise SystemExit(0) from None
