"""What the door answers: to clients that have the feed, to those that have not, and to strangers."""

import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from gzip import decompress
from pathlib import Path

import pytest

from onek_sync.app.feed_links import GivenLink, add_link, given_links, revoke_link, rotate_links
from onek_sync.app.services import World
from onek_sync.app.serving import Served
from onek_sync.model.exchange import View
from onek_sync.web.asgi import App
from onek_sync.web.feed import FeedDoor
from onek_sync.web.limits import Limit
from onek_sync.web.server import door_of
from tests.app.feeding import HOUR, Runner
from tests.web.asking import AWAY, HERE, Got, ask


class Stage:
    """A runner's server, its clock and what it told; `phone` is a link to all, `work` a busy one."""

    def __init__(self, runner: Runner, world: World) -> None:
        self.runner, self.world = runner, world
        self.told: list[str] = []
        self.seconds = 0.0
        self.phone, self.work = add_link(world, "phone"), add_link(world, "work", View.BUSY)
        self.served = Served(world, self.told.append)
        self.served.refresh()
        self.door: App = FeedDoor(self.served, lambda: self.seconds)

    def get(self, link: GivenLink | None = None, *, client: str = HERE, **more: str) -> Got:
        return ask(self.door, f"/f/{(link or self.phone).token}.ics", client=client, **more)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    (tmp_path / "home").mkdir()
    runner = Runner(tmp_path / "home")
    with runner.world() as world:
        yield Stage(runner, world)


def test_the_feed_says_what_caches_and_robots_need(stage: Stage) -> None:
    got = stage.get()
    assert got.body.startswith(b"BEGIN:VCALENDAR")
    assert (got.status, got.headers) == (
        200,
        {
            "content-type": "text/calendar; charset=utf-8",
            "content-length": str(len(got.body)),
            "etag": stage.served.feeds[View.FULL].etag,
            "last-modified": "Mon, 01 Mar 2027 06:00:00 GMT",
            "cache-control": "private, no-cache",
            "vary": "Accept-Encoding",
            "x-robots-tag": "noindex",
            "referrer-policy": "no-referrer",
        },
    )


def test_gzipped_it_is_the_same_under_another_etag(stage: Stage) -> None:
    whole, packed = stage.get(), stage.get(accept_encoding="gzip")
    assert decompress(packed.body) == whole.body
    assert packed.headers == {
        **whole.headers,
        "content-encoding": "gzip",
        "content-length": str(len(packed.body)),
        "etag": whole.headers["etag"][:-1] + '-gz"',
    }


@pytest.mark.parametrize("accept", ["", "gzip"])
def test_who_has_it_gets_no_body(stage: Stage, accept: str) -> None:
    whole = stage.get(accept_encoding=accept)
    got = stage.get(accept_encoding=accept, if_none_match=f'"x", {whole.headers["etag"]}')
    assert (got.status, got.body) == (304, b"")
    kept = {"content-type", "content-length", "content-encoding"}
    assert got.headers == {name: said for name, said in whole.headers.items() if name not in kept}
    assert stage.get(accept_encoding=accept, if_none_match='"other"').status == 200


def test_who_has_the_other_encoding_gets_the_whole(stage: Stage) -> None:
    plain, packed = (stage.get(accept_encoding=accept).headers["etag"] for accept in ("", "gzip"))
    assert stage.get(if_none_match=packed).status == 200
    assert stage.get(accept_encoding="gzip", if_none_match=plain).status == 200


def test_a_client_may_ask_by_the_date(stage: Stage) -> None:
    since = stage.get().headers["last-modified"]
    assert stage.get(if_modified_since=since).status == 304
    assert stage.get(if_modified_since=since.replace("06:00:00", "05:59:59")).status == 200


def test_an_etag_says_more_than_a_date(stage: Stage) -> None:
    since = stage.get().headers["last-modified"]
    assert stage.get(if_modified_since=since, if_none_match='"other"').status == 200


@pytest.mark.parametrize("status", [200, 304, 404])
def test_head_is_get_without_the_body(stage: Stage, status: int) -> None:
    more = {"if_none_match": "*"} if status == 304 else {}
    path = "/f/nothing.ics" if status == 404 else f"/f/{stage.phone.token}.ics"
    got, head = (ask(stage.door, path, method, client=HERE, **more) for method in ("GET", "HEAD"))
    assert (head.status, head.headers, head.body) == (status, got.headers, b"")
    assert got.status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "TRACE", "get", "X" * 99])
def test_nothing_but_looking_is_allowed(stage: Stage, method: str) -> None:
    got = ask(stage.door, f"/f/{stage.phone.token}.ics", method, client=HERE)
    assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")
    assert ask(stage.door, "/f/nothing.ics", method, client=HERE).status == 404


def test_a_busy_link_never_shows_more(stage: Stage) -> None:
    busy = stage.served.feeds[View.BUSY].body
    asked = [
        stage.get(stage.work, query=query).body for query in ("", "view=full", "view=busy", "view=full&view=")
    ]
    assert asked == [busy] * 4


def test_any_link_shows_less_when_it_is_asked_to(stage: Stage) -> None:
    full, busy = (stage.served.feeds[view].body for view in (View.FULL, View.BUSY))
    for query in ("view=busy", "a=1&view=busy", "view=busy&view=full", "view=%62usy"):
        assert stage.get(query=query).body == busy
    for query in ("", "view=", "view=full", "1", "busy", "&&&=", "x" * 5000):
        assert stage.get(query=query).body == full


def test_where_busy_is_the_usual_view_every_link_shows_it(stage: Stage) -> None:
    stage.runner.set('[feed]\nview = "busy"\n')
    with stage.runner.world() as world:
        door = FeedDoor(Served(world, print), lambda: 0.0)
        got = ask(door, f"/f/{stage.phone.token}.ics", client=HERE)
    assert got.body == stage.served.feeds[View.BUSY].body


def wrong(stage: Stage) -> list[str]:
    token = stage.phone.token or ""
    return [
        f"/f/{token[:-1]}.ics", f"/f/{token}A.ics", f"/f/{token}", f"/f/{token}.ICS", f"/f//{token}.ics",
        f"/f/{token}.ics/", f"/f/{token[:10]}.ics", f"/f/{token[:10]}{'A' * 32}.ics", "/f/.ics", "/f/",
        f"/f/../f/{token}.ics", f"/f/{token}.ics\0", "/f/" + "A" * 1_000_000 + ".ics", f"/F/{token}.ics",
        "/f/\u00e9\udcff.ics", "/f/%2e%2e.ics",
    ]  # fmt: skip


def test_a_wrong_token_gets_what_a_missing_page_gets(stage: Stage) -> None:
    door = door_of(stage.served)
    missing = ask(door, "/nothing", client=HERE)
    assert missing.status == 404
    for path in [*wrong(stage), "/", "/favicon.ico", "/healthz/", "/.env"]:
        assert ask(door, path, client=HERE) == missing, path[:80]
    assert ask(door, "/healthz", "POST", client=HERE) == missing


def test_the_server_says_that_it_lives(stage: Stage) -> None:
    got = ask(door_of(stage.served), "/healthz")
    assert (got.status, got.body) == (200, b"ok\n")


def test_thousands_of_wrong_tokens_learn_nothing_and_grow_nothing(stage: Stage) -> None:
    token = stage.phone.token or ""
    ask(stage.door, "/f/x.ics", client=HERE)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        got = {
            ask(stage.door, f"/f/{token[:10]}{number:032}.ics", client=HERE)[::2] for number in range(3000)
        }
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert got == {(404, b"There is nothing here.\n")}
    assert grown < 100_000
    assert stage.served.taken() == {}


def test_a_stranger_who_guesses_is_asked_to_wait_and_friends_are_not(stage: Stage) -> None:
    found = [ask(stage.door, "/f/guess.ics") for _ in range(61)]
    assert [got.status for got in found] == [404] * 60 + [429]
    assert found[-1].headers["retry-after"] == "2"
    assert stage.get(client=AWAY).status == 200
    assert ask(stage.door, "/f/guess.ics", client="203.0.113.8").status == 404
    assert ask(stage.door, "/f/guess.ics", client=HERE).status == 404
    stage.seconds += 2
    assert [ask(stage.door, "/f/guess.ics").status for _ in range(2)] == [404, 429]


def test_a_household_is_one_stranger_however_many_addresses_it_has(stage: Stage) -> None:
    found = [ask(stage.door, "/f/guess.ics", client=f"2001:db8:1:2::{number:x}") for number in range(61)]
    assert found[-1].status == 429
    assert ask(stage.door, "/f/guess.ics", client="2001:db8:1:3::1").status == 404


def test_a_link_that_is_fetched_too_often_is_asked_to_wait_and_the_others_are_not(stage: Stage) -> None:
    found = [stage.get(client=f"203.0.113.{number}").status for number in range(61)]
    assert found == [200] * 60 + [429]
    assert stage.get(stage.work, client=AWAY).status == 200


def test_this_machine_itself_is_not_limited(stage: Stage) -> None:
    assert {stage.get(client=here).status for here in (HERE, "::1", "::ffff:127.0.0.1") * 30} == {200}
    assert {ask(stage.door, "/f/guess.ics", client=HERE).status for _ in range(90)} == {404}


def test_a_limit_forgets_the_longest_silent_and_grows_no_further() -> None:
    limit = Limit(2, 1.0, lambda: 0.0, most=100)
    for number in range(10_000):
        assert limit.wait(str(number)) == 0
    assert len(limit) == 100
    assert [limit.wait("9999") for _ in range(2)] == [0, 1.0]


def test_an_edit_is_in_the_next_answer_once_the_file_is_at_rest(stage: Stage) -> None:
    etag = stage.get().headers["etag"]
    stage.runner.edit("6x400m", "8x400m")
    stage.served.refresh()
    assert stage.get(if_none_match=etag).status == 304
    stage.served.refresh()
    got = stage.get(if_none_match=etag)
    assert got.status == 200
    assert parsedate_to_datetime(got.headers["last-modified"]) == stage.world.now().replace(microsecond=0)
    assert b"SEQUENCE:1" in got.body
    assert stage.told == []


def test_half_a_file_is_not_taken_for_a_shorter_plan(stage: Stage) -> None:
    etag = stage.get().headers["etag"]
    text = (stage.runner.folder / "plan.yaml").read_text()
    for size in range(len(text) - 60, len(text) + 1, 20):
        stage.runner.write(text[:size])
        stage.served.refresh()
        assert stage.get(if_none_match=etag).status == 304
    stage.runner.write(text)
    stage.served.refresh()
    stage.served.refresh()
    assert stage.get(if_none_match=etag).status == 304


def test_a_broken_edit_keeps_the_last_good_feed_and_is_told_once(stage: Stage) -> None:
    etag = stage.get().headers["etag"]
    stage.runner.edit("6x400m", "6xx400m")
    for _ in range(5):
        stage.served.refresh()
    assert stage.get(if_none_match=etag).status == 304
    (told,) = stage.told
    assert "plan.yaml:9:" in told
    assert told.endswith("the last good feed is served on")
    stage.runner.edit("6xx400m", "6x400m")
    for _ in range(3):
        stage.served.refresh()
    assert stage.told[1:] == ["the feed is up to date again"]
    assert stage.get(if_none_match=etag).status == 304


def test_a_plan_that_is_gone_keeps_the_last_good_feed_over_a_restart(stage: Stage) -> None:
    body = stage.get().body
    (stage.runner.folder / "plan.yaml").unlink()
    stage.served.refresh()
    stage.served.refresh()
    assert stage.get().body == body
    stage.served = Served(stage.world, stage.told.append)
    stage.served.refresh()
    again = FeedDoor(stage.served, lambda: 0.0)
    assert ask(again, f"/f/{stage.phone.token}.ics", client=HERE).body == body
    assert "there is no plan here" in stage.told[-1]


def test_without_any_feed_the_answer_is_an_error_and_never_an_empty_calendar(
    stage: Stage, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    runner = Runner(tmp_path / "new")
    runner.write("no plan")
    with runner.world() as world:
        link = add_link(world, "phone")
        served = Served(world, stage.told.append)
        served.refresh()
        got = ask(FeedDoor(served, lambda: 0.0), f"/f/{link.token}.ics", client=HERE)
    assert (got.status, got.headers["cache-control"], got.headers["retry-after"]) == (503, "no-store", "300")
    assert b"VCALENDAR" not in got.body


def test_a_day_that_goes_by_takes_the_oldest_session_out(stage: Stage) -> None:
    etag = stage.get().headers["etag"]
    stage.runner.now += timedelta(days=373)
    stage.served.refresh()
    got = stage.get(if_none_match=etag)
    assert got.status == 200
    assert b"w01-mon-1" not in got.body


def test_links_that_are_given_out_or_revoked_elsewhere_hold_at_once(stage: Stage) -> None:
    with stage.runner.world() as elsewhere:
        tablet = add_link(elsewhere, "tablet")
        revoke_link(elsewhere, "work")
    assert (stage.get(tablet).status, stage.get(stage.work).status) == (404, 200)
    stage.served.refresh()
    assert (stage.get(tablet).status, stage.get(stage.work).status) == (200, 404)
    with stage.runner.world() as elsewhere:
        rotate_links(elsewhere)
    stage.served.refresh()
    assert (stage.get(tablet).status, stage.get().status) == (404, 404)


def test_who_fetched_last_is_known_without_a_write_for_each_fetch(stage: Stage) -> None:
    stage.get(user_agent="Google-Calendar-Importer")
    stage.runner.now += HOUR
    stage.get(user_agent="iOS/19 \t\x9b dataaccessd" + "x" * 500, if_none_match="*")
    assert given_links(stage.world)[0].link.fetched is None
    stage.served.keep(stage.served.taken())
    phone, work = (one.link for one in given_links(stage.world))
    assert (phone.fetched, phone.fetched_by[:20], len(phone.fetched_by)) == (
        stage.runner.now,
        "iOS/19    dataaccess",
        120,
    )
    assert work.fetched is None
    assert stage.served.taken() == {}


def test_head_and_what_is_not_allowed_are_no_fetch(stage: Stage) -> None:
    for method in ("HEAD", "PUT"):
        ask(stage.door, f"/f/{stage.phone.token}.ics", method, client=HERE)
    assert stage.served.taken() == {}
