"""Real CalDAV servers on loopback, Radicale and Xandikos, which misbehave when told to.

Each is the real program in this process behind `tests.servers.http`: that takes the requests, counts them,
and spoils the answers that a test wants spoilt.
"""

import base64
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.servers.http import Request, Response, Route, Server

USER, PASSWORD = "anna", "planted-secret-7f3a"
HOPEFUL = ("OPTIONS", "GET", "HEAD", "PROPFIND", "PROPPATCH", "REPORT", "MKCALENDAR", "PUT", "DELETE")
READS = ("OPTIONS", "GET", "HEAD", "PROPFIND", "REPORT")

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class CalDavServer(Server):
    """One of them. `home`: where Anna's calendars are."""

    name = ""
    home = ""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._app = self.program(folder)

    def program(self, folder: Path) -> Wsgi:
        """The real server, with its data below the folder."""
        raise NotImplementedError

    def routes(self) -> Sequence[Route]:
        return [(method, "(.*)", self.handle) for method in HOPEFUL]

    def handle(self, request: Request, path: str) -> Response:
        if request.headers.get("Authorization") != authorization():
            return Response(401, b"", {"WWW-Authenticate": 'Basic realm="calendars"'})
        return ask(self._app, request)

    def counts(self) -> tuple[int, int]:
        """How many requests read and wrote."""
        return len(self.calls(*READS)), len(self.calls("PUT", "DELETE", "MKCALENDAR", "PROPPATCH"))


class RadicaleServer(CalDavServer):
    """Radicale, files below a folder."""

    name = "radicale"
    home = f"/{USER}/"

    def program(self, folder: Path) -> Wsgi:
        from radicale import config
        from radicale.app import Application

        users = folder / "users"
        users.write_text(f"{USER}:{PASSWORD}\n")
        settings = config.load()
        settings.update(
            {
                "auth": {
                    "type": "htpasswd",
                    "htpasswd_filename": str(users),
                    "htpasswd_encryption": "plain",
                    "delay": "0",
                },
                "storage": {"filesystem_folder": str(folder / "radicale"), "_filesystem_fsync": "False"},
                "logging": {"level": "critical"},
            },
            "test",
            privileged=True,
        )
        return Application(settings)


class XandikosServer(CalDavServer):
    """Xandikos, a git repository for each calendar."""

    name = "xandikos"
    home = f"/{USER}/calendars/"

    def program(self, folder: Path) -> Wsgi:
        from xandikos.web import SingleUserFilesystemBackend, XandikosApp

        (folder / "xandikos").mkdir()
        backend = SingleUserFilesystemBackend(path=str(folder / "xandikos"))
        backend.create_principal(f"/{USER}/", create_defaults=True)
        return XandikosApp(backend, f"/{USER}/").handle_wsgi_request


SERVERS = (RadicaleServer, XandikosServer)


def authorization(password: str = PASSWORD) -> str:
    """Anna's Authorization header."""
    return "Basic " + base64.b64encode(f"{USER}:{password}".encode()).decode()


def ask(app: Wsgi, request: Request) -> Response:
    """A request, done by a WSGI program."""
    said: list[Any] = []
    body = b"".join(app(_environ(request), lambda status, headers, *_: said.extend([status, headers])))
    headers = {name: value for name, value in said[1] if name.lower() != "content-length"}
    return Response(int(said[0].split()[0]), body, headers)


def _environ(request: Request) -> dict[str, Any]:
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    return {
        **headers,
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(request.path).encode().decode("latin-1"),
        "QUERY_STRING": "",
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": io.StringIO(),
    }
