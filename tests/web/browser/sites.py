"""Plans that are served over loopback as `onek serve` does it, on a day that whoever looks chooses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.listening import listening
from tests.web.paging import HEAD, TARGETS, WEEKS, Reader, reading

PUBLIC = TARGETS + '[web]\npublic_url = "{origin}"\n'
WEDNESDAY = "2027-03-03T06:00"


class Site:
    """A served plan, its reader and the address of a page of theirs."""

    def __init__(self, reader: Reader, port: int) -> None:
        self.reader = reader
        self.origin = f"http://127.0.0.1:{port}"

    def at(self, inside: str = "") -> str:
        return self.origin + self.reader.at(inside)

    def set(self, settings: str) -> None:
        """Other settings; `{origin}` in them is where this is served."""
        self.reader.runner.set(settings.replace("{origin}", self.origin))
        self.reader.look()

    def on(self, when: str) -> None:
        """Let it be that day, in UTC."""
        self.reader.runner.now = datetime.fromisoformat(when).replace(tzinfo=UTC)
        self.reader.look()


@contextmanager
def site(
    folder: Path, plan: str | None = HEAD + WEEKS, settings: str = PUBLIC, when: str = WEDNESDAY
) -> Iterator[Site]:
    """A plan in a folder of its own, served."""
    with (
        pytest.MonkeyPatch.context() as patch,
        reading(folder, patch, plan, "") as reader,
        listening(reader.door, "h11") as at,
    ):
        made = Site(reader, at.port)
        made.set(settings)
        made.on(when)
        yield made
