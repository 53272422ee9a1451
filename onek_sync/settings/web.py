"""[web], and what [feed] says of the feed alone: where it is served, and for how long what stays in it."""

import re
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from onek_sync.model.notation import said

_PAST = re.compile(r"([0-9]{1,3}) ?(days?|weeks?|months?|years?)")
_PAST_UNITS = {"d": 1, "w": 7, "m": 31, "y": 366}
_LONGEST_PAST = 10 * 366

Network = IPv4Network | IPv6Network


class Dropped(StrEnum):
    """What becomes of an event whose session left the plan before its day."""

    REMOVE = "remove"
    CANCEL = "cancel"


class LogForm(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


def past_of(text: str) -> int:
    """Days from "12 months", at least as many."""
    found = _PAST.fullmatch(text.strip())
    days = int(found[1]) * _PAST_UNITS[found[2][0]] if found else 0
    if not 0 < days <= _LONGEST_PAST:
        raise ValueError(f'{said(text)} is no time that sessions stay; write "12 months"')
    return days


def address(text: str) -> str:
    """The address under which others reach this server, without a slash at its end."""
    parts = urlsplit(text if text.isprintable() else "")
    if parts.scheme not in {"http", "https"} or not parts.hostname or not _port_is_one(parts):
        raise ValueError(f"{said(text)} is no address; write https://onek.example.org")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError('an address of a server is only that; write "https://onek.example.org"')
    return text.rstrip("/")


def _port_is_one(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _host(text: str) -> str:
    if not text or not text.isprintable() or set(text) & set(" /@"):
        raise ValueError(f'{said(text)} is no name of a machine; write "127.0.0.1"')
    return text


def _networks(value: object) -> object:
    """Networks from a list of them, or from a line with commas."""
    parts = [part for part in value.split(",") if part.strip()] if isinstance(value, str) else value
    return tuple(map(_network, parts)) if isinstance(parts, list | tuple) else _network(value)


def _network(part: object) -> Network:
    try:
        return ip_network(part.strip() if isinstance(part, str) else "")
    except ValueError:
        raise ValueError(f'{said(str(part))} is no network; write ["127.0.0.1", "10.0.0.0/8"]') from None


class WebSettings(BaseModel):
    """[web]: where `onek serve` listens, and under which address it is reached from outside.

    `metrics`: the networks whose machines may read figures of the server.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    public_url: Annotated[str, AfterValidator(address)] | None = None
    behind_proxy: bool = False
    log: LogForm = LogForm.TEXT
    metrics: Annotated[tuple[Network, ...], BeforeValidator(_networks)] = ()
