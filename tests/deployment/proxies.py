"""The proxies that stand in front of onek: the real ones, with the files of config/ and other ports."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.web.serving import PATIENCE, Heard

CONFIG = Path(__file__).parents[2] / "config"
NGINX = """\
daemon off;
user root;
pid {here}/nginx.pid;
error_log {here}/error.log info;
events {{}}
http {{
    access_log {here}/access.log;
    gzip on;
    gzip_types *;
    gzip_min_length 0;
    {temporary}
    include {here}/onek.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Front(NamedTuple):
    """A proxy that runs: its port, whether it speaks TLS there, where it writes, and its port without TLS."""

    port: int
    tls: bool
    logs: Path
    plain_port: int | None = None

    def ask(self, *paths: str, source: str = "127.0.0.1", **headers: str) -> list[Heard]:
        """The answers to a connection's requests, from an address of this machine."""
        connection = self._connection(source)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            return [_heard(connection, path, named) for path in paths]
        finally:
            connection.close()

    def _connection(self, source: str) -> http.client.HTTPConnection:
        if not self.tls:
            return http.client.HTTPConnection("127.0.0.1", self.port, PATIENCE, (source, 0))
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, source_address=(source, 0), context=context
        )

    def logged(self) -> str:
        """All that it wrote, in whatever file."""
        return "".join(file.read_text(errors="replace") for file in self.logs.rglob("*.log"))


# A folder of its own, the port of onek, and what is changed in the proxy's file.
Proxy = Callable[[Path, int, Callable[[str], str]], AbstractContextManager[Front]]


def _heard(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> Heard:
    connection.request("GET", path, headers=headers)
    got = connection.getresponse()
    return Heard(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())


@contextmanager
def nginx(here: Path, onek: int, change: Callable[[str], str]) -> Iterator[Front]:
    """nginx with config/nginx.conf, in front of onek at a port."""
    tls, plain = free_ports(2)
    text = (CONFIG / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "listen 443 ssl;": f"listen 127.0.0.1:{tls} ssl;",
        "    listen [::]:443 ssl;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "    listen [::]:80;\n": "",
        "127.0.0.1:8000": f"127.0.0.1:{onek}",
        "/etc/letsencrypt/live/onek.example.org": str(here),
    }.items():
        assert old in text
        text = text.replace(old, new)
    (here / "onek.conf").write_text(change(text))
    certificate(here)
    temporary = "\n    ".join(f"{name}_temp_path {here}/{name};" for name in TEMPORARY)
    (here / "nginx.conf").write_text(NGINX.format(here=here, temporary=temporary))
    with running(here, tls, "nginx", "-e", f"{here}/error.log", "-c", f"{here}/nginx.conf"):
        yield Front(tls, True, here, plain)


@contextmanager
def caddy(here: Path, onek: int, change: Callable[[str], str]) -> Iterator[Front]:
    """Caddy with config/Caddyfile; without TLS, for it would have this machine trust its certificate."""
    [port] = free_ports(1)
    (here / "Caddyfile").write_text(change((CONFIG / "Caddyfile").read_text(encoding="utf-8")))
    said = {
        "ONEK_SITE": f"http://127.0.0.1:{port}",
        "ONEK_AT": f"127.0.0.1:{onek}",
        "CADDY_ADMIN": f"unix/{here}/admin",
        "HOME": str(here),
        "XDG_CONFIG_HOME": str(here),
        "XDG_DATA_HOME": str(here),
    }
    command = ("caddy", "run", "--adapter", "caddyfile", "--config", str(here / "Caddyfile"))
    with running(here, port, *command, **said):
        yield Front(port, False, here)


@contextmanager
def running(here: Path, port: int, *command: str, **environ: str) -> Iterator[None]:
    """A process, from when it listens at the port."""
    with (here / "said.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environ})
    try:
        end = time.monotonic() + PATIENCE
        while not listening(port):
            assert process.poll() is None and time.monotonic() < end, (here / "said.log").read_text()
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait()


def listening(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def free_ports(many: int) -> list[int]:
    """Ports that nobody listens at, each another one."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(many)]
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


def certificate(here: Path) -> None:
    """Where the settings look for one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "onek.example.org")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    (here / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    (here / "privkey.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def without(lines: str) -> Callable[[str], str]:
    """Takes what matches out of a file, to see that a check can fail."""

    def change(text: str) -> str:
        less = re.sub(lines, "", text, flags=re.MULTILINE)
        assert less != text
        return less

    return change


def installed(name: str) -> pytest.MarkDecorator:
    """Skips where Debian's package of that name is not there."""
    return pytest.mark.skipif(not shutil.which(name), reason=f"needs {name}: apt install {name}")
