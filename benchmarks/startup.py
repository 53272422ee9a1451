"""How long `onek --version` takes beside the import of Typer: whole processes."""

import subprocess
import sys

from benchmarks._ratio import Ratio, medians

ROUNDS = 11


def measure() -> list[Ratio]:
    """From the shell's point of view: the interpreter's own start is in both."""
    onek, typer = medians(
        ROUNDS,
        lambda: _python("-m", "onek_sync", "--version"),
        lambda: _python("-c", "import typer"),
    )
    return [Ratio("onek --version, whole process", onek, "import typer", typer, "≤ 2.5×")]


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
