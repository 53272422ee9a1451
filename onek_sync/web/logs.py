"""What a server logs: a line for people, or an object for programs; and in neither a secret."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

from onek_sync.app.serving import LogForm

OURS = "onek"
_HIDDEN = "…"
_SHORTEST = 6  # characters of a secret that is looked for: a shorter one is in every other word
_WORDS = re.compile(r"""[^\s"',:;&=?{}\[\]]{12,}""")  # within a secret of many parts
_LINKS = re.compile(r"(?<=/[fa]/)[^\s/?\"'>)]{20,}?(?=\.ics|[\s/?\"'>)]|$)")
_LOGINS = re.compile(r"(?<=://)[^\s/@]+(?=@)")
_QUIET = ("apscheduler",)  # it warns of every tick that finds the one before still under way


def log_as(form: LogForm, secrets: Iterable[str]) -> logging.Logger:
    """Log all that this process has to say to stderr, in that form; `secrets`: what no line may hold."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter((_Objects if form is LogForm.JSON else _Lines)(secrets))
    logging.getLogger().handlers = [handler]
    logging.raiseExceptions = False  # what cannot be written would be shown as it is
    logging.captureWarnings(form is LogForm.JSON)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    ours = logging.getLogger(OURS)
    ours.setLevel(logging.INFO)
    return ours


class _Discreet(logging.Formatter):
    """Takes out what is secret, from whatever was said."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = secrets

    def discreet(self, text: str) -> str:
        for secret in tuple(self._secrets):
            for word in (secret, repr(secret)[1:-1], quote(secret, safe=""), *_WORDS.findall(secret)):
                text = text.replace(word, _HIDDEN) if len(word) >= _SHORTEST else text
        return _LOGINS.sub(_HIDDEN, _LINKS.sub(_HIDDEN, text))

    def traceback(self, record: logging.LogRecord) -> str:
        """What was raised, "" for nothing."""
        return self.discreet(self.formatException(record.exc_info)) if record.exc_info else ""


class _Lines(_Discreet):
    def format(self, record: logging.LogRecord) -> str:
        said = self.discreet(record.getMessage()).strip().replace("\n", "; ")
        said = "".join(sign if sign.isprintable() else " " for sign in said)
        line = f"{OURS}: {said}" if record.name == OURS else said
        return "\n".join(part for part in (line, self.traceback(record)) if part)


class _Objects(_Discreet):
    def format(self, record: logging.LogRecord) -> str:
        """`fields` of the record, if it has any, stand beside the rest."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(self._discreetly(said), ensure_ascii=False)

    def _discreetly(self, value: object) -> object:
        if isinstance(value, dict):
            return {self.discreet(name): self._discreetly(inner) for name, inner in value.items()}
        return value if value is None or isinstance(value, bool | int | float) else self.discreet(str(value))
