"""A plan file of sixteen weeks said in every format by a process that has just begun."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import plan16
from benchmarks._ratio import Ratio, medians

ROUNDS = 7
SAY_ALL = """\
import sys
from pathlib import Path
from onek_sync.exporters import EXPORTERS
from onek_sync.model.exchange import Options
from onek_sync.planning.file import load_plan
from onek_sync.planning.resolve import resolve

plan = resolve(load_plan(sys.argv[1]).plan)
options = Options()
for exporter in map(EXPORTERS.__getitem__, EXPORTERS):
    said = [artifact for session in plan.sessions if (artifact := exporter.say(session, plan, options))]
    if exporter.join:
        exporter.join(said, plan, options)
"""
IMPORTS = "import icalendar, ruamel.yaml"


def measure() -> list[Ratio]:
    """The whole process, beside one that only imports the libraries that are needed for it."""
    with TemporaryDirectory() as folder:
        plan = Path(folder, "plan.yaml")
        plan.write_text(plan16.text(), encoding="utf-8")
        say_all, imports = medians(ROUNDS, lambda: _python(SAY_ALL, str(plan)), lambda: _python(IMPORTS))
    return [
        Ratio("all formats of 16 weeks, cold process", say_all, "its libraries' import", imports, "< 1 s")
    ]


def _python(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
