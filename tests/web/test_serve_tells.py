"""`onek serve` as a process that tells: the real Apprise, a service on loopback, one week and one trouble."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onek_sync.app.job_words import SUMMARY, Job
from onek_sync.store import open_store
from tests.cli.running import SHELF
from tests.servers.http import Kind
from tests.servers.phone import Phone, is_told
from tests.web.serving import Home

pytest.importorskip("apprise", reason="pip install apprise")

NOTIFY = '[schedule]\njitter = "0 min"\n[notify]\nurls = ["env:PHONE"]\n'
HOUR = timedelta(hours=1)


class Telling(Home):
    """A runner's folder whose push and summary have been due since last week."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, phone: Phone) -> None:
        super().__init__(path, monkeypatch)
        self.environ |= {"PHONE": phone.address}
        self.settings(SHELF + NOTIFY + '[web]\nlog = "json"\n')
        past = datetime.now(UTC) - timedelta(days=8)
        with open_store("sqlite:///onek.db", self.path) as store:
            for key in ("push:shelf", SUMMARY):
                store.jobs.add("me", Job(job=key, rule="", since=past, next_due=past))

    def later(self, minutes: int) -> None:
        """What was made is so much older, as if time had gone by."""
        with open_store("sqlite:///onek.db", self.path) as store, store.database.writing() as connection:
            for column in ("made", "not_before"):
                sql = f"UPDATE notices SET {column} = datetime({column}, '-{minutes} minutes')"
                connection.exec_driver_sql(sql)

    @property
    def waiting(self) -> list[str]:
        """What is to be told, now or later."""
        with open_store("sqlite:///onek.db", self.path) as store:
            return [one.title for one in store.notices.due("me", "env:PHONE", datetime.now(UTC) + HOUR)]


def test_a_server_tells_the_week_and_a_plan_that_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Phone() as phone:
        home = Telling(tmp_path, monkeypatch, phone)
        with home.serving() as server:
            server.until(lambda: bool(phone.heard))
            [(title, text)] = phone.heard
            assert title == "onek: your week" and text.startswith("shelf: ")
            home.write("weeks: 3")
            server.until(lambda: home.waiting == ["onek: the plan cannot be read"])
            assert server.stop() == 0

        home.later(minutes=11)  # it is told of ten minutes after it broke, and by the next start as well
        phone.fault(Kind.STATUS, status=500)
        with home.serving() as server:
            server.until(lambda: len(phone.calls()) == 2)
            assert server.stop() == 0
        assert not is_told("".join(server.said))
        home.later(minutes=6)
        with home.serving() as server:
            server.until(lambda: len(phone.heard) == 2)
            assert phone.heard[1][0] == "onek: the plan cannot be read"
            assert server.stop() == 0
        assert not is_told("".join(server.said))
