"""Tells somebody, through Apprise: an address, a title, a text.

An address is a secret. Apprise's own words may hold it, so none of them leaves this file: neither its log nor
what it raises; of the log only what it answered is kept.
"""

import logging
import re
from contextlib import suppress
from threading import Thread
from types import ModuleType
from typing import Any

from onek_sync.model.errors import Finding, OnekError

PATIENCE = 60.0
"""Seconds for one delivery, whatever goes on there; each of its requests has a few."""

_LOG = logging.getLogger("apprise")
_NOWHERE = logging.NullHandler()
_STATUS = re.compile(r"error=(\d{3})\b")
_MISSING = Finding(
    "M01", "Apprise, which tells it, is not here", 'install it: pip install "onek-sync[notify]"'
)
_UNKNOWN = Finding(
    "M02", "what lies there is no address that Apprise knows", "see https://appriseit.com/services"
)
_SEE = "try it: onek doctor --notify"


def deliver(url: str, title: str, text: str) -> None:
    """Tell it. Raises OnekError where nobody heard it, or where nobody knows."""
    apprise = _apprise()
    service = _service(apprise, url)
    box = apprise.Apprise(asset=service.asset)
    box.add(service)
    heard: list[bool] = []
    answers = _Answers()

    def send() -> None:
        with answers, suppress(Exception):  # what it raises may hold the address
            heard.append(bool(box.notify(body=text, title=title, body_format="text")))

    sending = Thread(target=send, name="onek tells", daemon=True)
    sending.start()
    sending.join(PATIENCE)
    if sending.is_alive():
        raise OnekError(Finding("M03", f"no answer within {PATIENCE:.0f} s", _SEE))
    if heard != [True]:
        raise OnekError(Finding("M03", answers.why, _SEE))


def understood(url: str) -> str:
    """The name of the service behind an address. Sends nothing. Raises OnekError where there is none."""
    return str(_service(_apprise(), url).service_name)


def _apprise() -> ModuleType:
    """Loaded when there is somebody to tell: it knows more than a hundred services."""
    _LOG.propagate = False
    _LOG.addHandler(_NOWHERE)
    for log in (_LOG, logging.getLogger("urllib3")):
        log.setLevel(logging.WARNING)  # below that they tell addresses
    try:
        import apprise
    except ImportError:
        raise OnekError(_MISSING) from None
    return apprise


def _service(apprise: ModuleType, url: str) -> Any:
    """The service that an address is of; texts that are too long for it are split."""
    asset = apprise.AppriseAsset(app_id="onek", app_desc="onek_sync", async_mode=False)
    service = None
    with suppress(Exception):  # what it raises may hold the address
        service = apprise.Apprise.instantiate(url, asset=asset)
    if service is None:
        raise OnekError(_UNKNOWN)
    if "overflow=" not in url:
        service.overflow_mode = apprise.OverflowMode.SPLIT
    return service


class _Answers(logging.Handler):
    """Hears what Apprise logs, and keeps of it only what the service answered."""

    def __init__(self) -> None:
        super().__init__()
        self.why = "it did not take it"

    def emit(self, record: logging.LogRecord) -> None:
        """One line of its log."""
        said = record.getMessage()
        if status := _STATUS.search(said):
            self.why = f"it answered {status[1]}"
        elif "onnection error" in said:
            self.why = "it cannot be reached"

    def __enter__(self) -> None:
        _LOG.addHandler(self)

    def __exit__(self, *_: object) -> None:
        _LOG.removeHandler(self)
