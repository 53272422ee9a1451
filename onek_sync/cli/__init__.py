"""Door: the `onek` command."""

import errno
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onek_sync.model.errors import Finding


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
        _say(error.findings)
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
    except OSError as error:
        if error.filename is not None or error.errno not in {errno.ENOSPC, errno.EIO}:
            raise
        sys.stderr.write(f"onek: the output cannot be written: {error.strerror}\n")
        raise SystemExit(1) from None


def _say(findings: Sequence["Finding"]) -> None:
    """The findings for people on stderr; with --json for programs on stdout."""
    if "--json" in sys.argv:
        from onek_sync.cli import as_json as data

        data.put(data.faults(findings))
    for finding in findings:
        sys.stderr.write(f"onek: {finding}\n")
