"""Other processes at the same database, for tests of what several do at once and what a killed one leaves."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAD = """
import os, sys, time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from onek_sync.model.errors import StoreError
from onek_sync.model.target import Entry, Intent, Op
from onek_sync.store import migrate, migrating, open_store
url, folder = sys.argv[1], Path(sys.argv[2])
NOW = datetime(2027, 2, 15, 18, 0, tzinfo=UTC)

def fork(work):
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            sys.stdout.flush()
            code = 0
        finally:
            if code:
                sys.excepthook(*sys.exc_info())
            os._exit(code)
    return child
"""

_TOGETHER = """
def work():
    os.close(opens)
    with open_store(url, folder) as store:
        os.write(ready, b"!")
        os.read(gate, 1)  # until the gate is closed behind all of us
        exec(CODE, {**globals(), "store": store, "print": line})

def line(word):
    os.write(1, f"{word}\\n".encode())  # at once, so that the lines of two processes do not mix

(gate, opens), (all_ready, ready) = os.pipe(), os.pipe()
children = [fork(work) for _ in range(COUNT)]
waiting = sum(len(os.read(all_ready, 1)) for _ in children)
os.close(opens)
sys.exit(any([os.waitpid(child, 0)[1] for child in children]))
"""


def start(code: str, url: str, folder: Path) -> subprocess.Popen[str]:
    """A process that has begun to run this code; it knows what stands in HEAD."""
    if sys.platform == "win32":
        pytest.skip("these tests fork; run them on Linux or macOS")
    command = [sys.executable, "-W", "error", "-c", HEAD + code, url, str(folder)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def said(process: subprocess.Popen[str]) -> str:
    """What a process printed until its end, which was a good one."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


def together(code: str, url: str, folder: Path, count: int = 3) -> str:
    """What so many processes print that run this code at once, each with a `store`."""
    return said(start(f"CODE, COUNT = {code!r}, {count}\n{_TOGETHER}", url, folder))
