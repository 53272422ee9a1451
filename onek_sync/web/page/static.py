"""The page's style and script: each under an address of its own content, so that it may be kept for good."""

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

from onek_sync.app.page import STYLE

_FOLDER = files(__package__)


class Static(NamedTuple):
    """A file that is the same for everybody: its name within /s/, its media type, its bytes."""

    name: str
    media_type: str
    body: bytes


def _static(suffix: str, media_type: str, text: str) -> Static:
    body = text.encode()
    return Static(f"{hashlib.sha256(body).hexdigest()[:16]}.{suffix}", media_type, body)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


CSS = _static("css", "text/css; charset=utf-8", STYLE + _read("page.css"))
JS = _static("js", "text/javascript; charset=utf-8", _read("page.js"))
STATIC: Mapping[str, Static] = {one.name: one for one in (CSS, JS)}
