"""The tests' own interpreter and this checkout, laid out where a user without rights can read them."""

import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = "/opt/onek/bin/onek"
# Where it is put, and what stands there.
MOUNTS = {
    "/opt/python": sys.base_prefix,
    "/opt/onek/site": sysconfig.get_path("purelib"),
    "/opt/onek/source": str(ROOT),
}
SCRIPT = f"""\
#!/bin/sh
export LD_LIBRARY_PATH=/opt/python/lib PYTHONPATH=/opt/onek/site:/opt/onek/source
exec /opt/python/bin/python{sys.version_info.major}.{sys.version_info.minor} {{}} "$@"
"""


def lay_out(opt: Path) -> None:
    """The programs `onek` and `python`, and places for the mounts, in a folder that becomes /opt."""
    for place in (*MOUNTS, "/opt/onek/bin"):
        (opt / Path(place).relative_to("/opt")).mkdir(parents=True)
    for name, module in (("onek", "-m onek_sync"), ("python", "")):
        program = opt / "onek" / "bin" / name
        program.write_text(SCRIPT.format(module))
        program.chmod(0o755)
