"""Servers that are measured: `onek serve`, one with ten thousand feeds, and nginx with the same bytes."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 60  # seconds
NGINX = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr crit;
{user}
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  etag on;
  gzip_static on;
  gzip_vary on;
  keepalive_requests 100000000;
  types {{ text/calendar ics; }}
  charset utf-8;
  charset_types text/calendar;
  server {{ listen 127.0.0.1:{port}; root {folder}/root; }}
}}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """One that answers on this machine."""

    port: int
    process: int

    def get(self, path: str, **headers: str) -> tuple[Mapping[str, str], bytes]:
        """Headers, in small letters, and body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=named)
            got = connection.getresponse()
            assert got.status == 200, f"{path}: {got.status}"
            return {name.lower(): value for name, value in got.getheaders()}, got.read()
        finally:
            connection.close()

    def spent(self) -> float:
        """Seconds of processor time since its start."""
        stat = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Megabytes of memory."""
        status = Path(f"/proc/{self.process}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024


@contextmanager
def onek(folder: Path, environ: Mapping[str, str]) -> Iterator[Server]:
    """`onek serve` in that folder."""
    with _python(["-m", "onek_sync", "serve", "--port", "0", "-C", str(folder)], environ) as server:
        yield server


@contextmanager
def many(feed: Path, count: int) -> Iterator[Server]:
    """A server of so many feeds, each with bytes of its own."""
    with _python(["-m", "benchmarks._many", str(feed), str(count)], os.environ) as server:
        yield server


@contextmanager
def _python(command: list[str], environ: Mapping[str, str]) -> Iterator[Server]:
    process = subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE, text=True, env=environ)
    try:
        assert process.stderr
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", said)):
            line = process.stderr.readline()
            assert line, said
            said += line
        server = Server(int(found[1]), process.pid)
        _answers(server)
        yield server
    finally:
        process.kill()
        process.communicate()


@contextmanager
def nginx(folder: Path, port: int, files: Mapping[str, bytes]) -> Iterator[Server]:
    """nginx, with one worker, over those files."""
    for path, body in files.items():
        file = folder / "root" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    settings = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    settings.write_text(NGINX.format(folder=folder, port=port, user=user))
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(settings)])
    try:
        server = Server(port, process.pid)
        _answers(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _answers(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.005)
        else:
            return
        finally:
            connection.close()
