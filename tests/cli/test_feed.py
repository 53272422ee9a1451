"""`onek feed`: links are given out, shown with all their addresses, revoked and renewed."""

import io
import json
import re

import pytest
import segno
from rich.console import Console

from onek_sync.cli import feed_views
from onek_sync.model.errors import UsageError
from tests.cli.running import Folder, said

TOKEN = re.compile(r"/f/([0-9a-f]{10}[\w-]{32})\.ics")
PUBLIC = '[web]\npublic_url = "https://onek.example.org/"\n'


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def test_without_a_link_it_says_how_one_is_made(runner: Folder) -> None:
    for words in ((), ("list",), ("rotate",)):
        done = runner.onek("feed", *words)
        assert (done.exit_code, "onek feed add phone" in done.output) == (0, True)
    assert json.loads(runner.onek("feed", "--json").stdout) == {"links": []}


def test_a_link_is_shown_for_every_kind_of_calendar(runner: Folder) -> None:
    runner.settings(PUBLIC)
    done = runner.onek("feed", "add", "phone")
    assert len(set(tokens(done.stdout))) == 1
    assert "webcal://onek.example.org/f/" in done.stdout
    assert "https://onek.example.org/f/" in done.stdout
    assert "https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fonek.example.org" in done.stdout
    assert runner.onek("feed").stdout == done.stdout


def test_links_of_this_machine_only_are_said_to_be_so(runner: Folder) -> None:
    done = runner.onek("feed", "add", "phone")
    assert "webcal://127.0.0.1:8000/f/" in done.stdout
    assert "google" not in done.stdout.lower()
    assert "set public_url in [web]" in " ".join(done.stderr.split())


def test_a_phone_gets_the_link_from_the_screen(runner: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    runner.settings(PUBLIC)
    piped = runner.onek("feed", "add", "phone").stdout
    assert "█" not in piped  # no picture in a pipe
    (link,) = json.loads(runner.onek("feed", "--json").stdout)["links"]
    monkeypatch.setattr(feed_views, "out", Console(force_terminal=True, width=200, file=io.StringIO()))
    drawn = io.StringIO()
    segno.make(link["webcal"], error="l", micro=False).terminal(drawn, compact=True)
    assert drawn.getvalue() in runner.onek("feed").stdout


def test_the_list_tells_programs_everything(runner: Folder) -> None:
    runner.settings(PUBLIC)
    runner.onek("feed", "add", "phone")
    runner.onek("feed", "add", "work", "--busy")
    links = json.loads(runner.onek("feed", "list", "--json").stdout)["links"]
    assert [(one["name"], one["view"], one["fetched"], one["by"]) for one in links] == [
        ("phone", "full", None, None),
        ("work", "busy", None, None),
    ]
    assert {len(tokens(one["https"] + one["webcal"])) for one in links} == {2}
    table = runner.onek("feed", "list").stdout
    assert "never" in table and "work (busy)" in table
    assert tokens(table) == []


def test_a_link_to_everything_has_a_page_and_a_busy_one_has_none(runner: Folder) -> None:
    runner.settings(PUBLIC)
    shown = runner.onek("feed", "add", "phone").stdout
    assert "page" not in runner.onek("feed", "add", "work", "--busy").stdout
    phone, work = json.loads(runner.onek("feed", "list", "--json").stdout)["links"]
    assert re.fullmatch(r"https://onek\.example\.org/a/[0-9a-f]{10}[\w-]{32}/", phone["page"])
    assert phone["page"] in shown
    assert phone["page"].split("/")[4] not in tokens(phone["https"])
    assert work["page"] is None


def test_a_revoked_link_is_gone_and_a_renewed_one_is_another(runner: Folder) -> None:
    old = tokens(runner.onek("feed", "add", "phone").stdout)[0]
    runner.onek("feed", "add", "work")
    assert "leads nowhere from now on" in runner.onek("feed", "revoke", "work").stdout
    new = tokens(runner.onek("feed", "rotate", "phone").stdout)
    assert set(tokens(runner.onek("feed").stdout)) == set(new)
    assert old not in new


def test_what_is_asked_wrong_says_what_to_write(runner: Folder) -> None:
    for words, now in {
        ("add",): "onek feed add phone",
        ("revoke",): "onek feed revoke phone",
        ("list", "phone"): "onek feed list",
        ("--busy",): "onek feed add work --busy",
        ("revoke", "nobody"): "make one: onek feed add phone",
    }.items():
        done = runner.onek("feed", *words)
        assert isinstance(done.exception, UsageError)
        assert now in said(done)


def test_a_lost_secret_is_said_where_the_link_would_stand(runner: Folder) -> None:
    runner.onek("feed", "add", "phone")
    for file in (runner.path.parent / "state").rglob("feed*"):
        file.unlink()
    assert "its secret is gone" in runner.onek("feed").stdout
    assert "its secret is gone" in " ".join(runner.onek("feed", "list").stdout.split())
    (one,) = json.loads(runner.onek("feed", "--json").stdout)["links"]
    assert one["https"] is None
