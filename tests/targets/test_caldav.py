"""The CalDAV target: the contract, on a real Radicale and a real Xandikos, and what calendars add to it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import caldav
import pytest
from caldav.elements import dav

from onek_sync.model.errors import LoginNeeded, Refused, Unsure
from onek_sync.model.target import Listing, Placing, Remote, Wanted
from onek_sync.settings.targets import CalDavTarget
from onek_sync.targets import KINDS
from onek_sync.targets.caldav.writing import unfolded
from tests.servers.caldav import PASSWORD, SERVERS, USER, CalDavServer
from tests.servers.http import Kind
from tests.targets.caldav_stage import Stage, staged
from tests.targets.contract import EASY, HARD, OTHER, PLAN, WINDOW, Stand, TargetContract, day, entry


@pytest.fixture(params=SERVERS, ids=lambda kind: kind.name)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    kind: type[CalDavServer] = request.param
    with staged(kind, tmp_path) as made:
        yield made


@pytest.fixture
def stand(stage: Stage) -> Stand:
    foreign = [stage.make_calendar("family", "Family"), stage.make_calendar("training", "Training")]
    return stage.stand(foreign)


class TestCalDav(TargetContract):
    """The contract."""


# Which calendar is ours.


def home(stage: Stage) -> list[str]:
    """The names of Anna's calendars, as another client sees them."""
    with caldav.DAVClient(url=f"{stage.server.url}/", username=USER, password=PASSWORD) as client:
        return sorted(str(one.get_display_name()) for one in client.principal().get_calendars())


def test_a_calendar_is_made_at_the_first_push_and_not_by_looking(stage: Stage) -> None:
    before = home(stage)
    assert stage.target().list(WINDOW, []) == Listing()
    assert home(stage) == before
    remote = stage.made("tue", HARD)
    assert home(stage) == sorted([*before, "Training"])
    assert remote.id == f"{stage.server.url}{stage.server.home}onek-training/spring-1k.tue.ics"


def test_a_calendar_of_that_name_is_used_wherever_it_lies(stage: Stage) -> None:
    url = stage.make_calendar("sport", "Training")
    assert urlsplit(stage.made("tue", HARD).id).path == f"{url}spring-1k.tue.ics"


def test_the_address_of_a_calendar_needs_no_search(stage: Stage) -> None:
    url = stage.make_calendar("sport", "Anything")
    stage.server.forget_calls()
    target = stage.target(url=f"{stage.server.url}{url}")
    list(target.create([Placing(stage.wanted("tue", HARD, day(1)), PLAN, "tue")]))
    assert stage.server.calls() == [f"PROPFIND {url}", f"PUT {url}spring-1k.tue.ics"]


def test_two_calendars_of_that_name_are_for_a_person_to_tell_apart(stage: Stage) -> None:
    stage.make_calendar("one", "Training")
    stage.make_calendar("two", "Training")
    with pytest.raises(Refused, match='there are 2 calendars with the name "Training"; write the address'):
        stage.made("tue", HARD)


def test_where_no_calendar_may_be_made_a_person_is_asked_to(stage: Stage) -> None:
    stage.server.fault(Kind.STATUS, method="MKCALENDAR", status=405)
    with pytest.raises(Refused, match='make a calendar with the name "Training" there by hand'):
        stage.made("tue", HARD)


def test_a_calendar_that_was_renamed_stays_ours(stage: Stage) -> None:
    known = stage.made("tue", HARD)
    with caldav.DAVClient(url=f"{stage.server.url}/", username=USER, password=PASSWORD) as client:
        folder = known.id.rpartition("/")[0] + "/"
        client.calendar(url=folder).set_properties([dav.DisplayName("Running")])
    assert [one.id for one in stage.target().list(WINDOW, [entry(known)]).remotes] == [known.id]


def test_a_calendar_that_was_deleted_took_all_with_it(stage: Stage) -> None:
    known = stage.made("tue", HARD)
    stage.ask("DELETE", known.id.rpartition("/")[0] + "/")
    assert stage.target().list(WINDOW, [entry(known)]) == Listing((), frozenset({known.id}))


# What is sent.


def test_an_object_is_one_event_with_its_zone_our_mark_and_nothing_of_a_subscription(stage: Stage) -> None:
    want = stage.wanted("tue", HARD, day(1))
    (remote,) = stage.target().create([Placing(want, PLAN, "tue")])
    lines = unfolded(stage.text(remote))
    assert lines.count("BEGIN:VEVENT") == lines.count("BEGIN:VTIMEZONE") == 1
    assert f"UID:{PLAN}.tue@onek-sync" in lines
    assert b"UID:spring-1k.tue@onek-sync" in want.artifact.body
    names = {line.partition(":")[0].partition(";")[0] for line in lines}
    assert not names & {"METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "COLOR"}
    (mark,) = [line for line in lines if line.startswith("X-ONEK-MARK:")]
    assert f"plan={PLAN} s=tue h={want.digest}]" in mark
    assert "start=2027-03-02T18:00:00 zone=Europe/Berlin" in mark


def test_fourteen_sessions_are_fourteen_writes_and_unchanged_none_and_one_read(stage: Stage) -> None:
    stage.make_calendar("training", "Training")
    new = [Placing(stage.wanted(f"d{one}", EASY, day(one)), PLAN, f"d{one}") for one in range(14)]
    stage.server.forget_calls()
    target = stage.target()
    made = [remote for placing in new for remote in target.create([placing])]
    assert stage.server.counts() == (3, 14)
    stage.server.forget_calls()
    found = stage.target().list(WINDOW, [entry(one) for one in made])
    assert {one.id for one in found.remotes} == {one.id for one in made}
    assert stage.server.counts() == (1, 0)


def test_a_push_of_changes_reads_once_and_writes_once_each(stage: Stage) -> None:
    made = [stage.made(f"d{one}", EASY, day(one)) for one in range(3)]
    stage.server.forget_calls()
    target = stage.target()
    for remote in target.list(WINDOW, [entry(one) for one in made]).remotes:
        assert remote.day
        list(target.update(remote, stage.wanted(remote.slot, OTHER, remote.day)))
    assert stage.server.counts() == (1, 3)


def test_each_change_of_ours_is_a_new_revision(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    stage.now += timedelta(hours=1)
    (remote,) = stage.target().update(remote, stage.wanted("tue", OTHER, day(1)))
    stage.now += timedelta(hours=1)
    list(stage.target().update(remote, stage.wanted("tue", OTHER, day(3))))
    lines = unfolded(stage.text(remote))
    assert {"SEQUENCE:2", "LAST-MODIFIED:20270301T140000Z", "DTSTAMP:20270301T140000Z"} <= set(lines)


def test_every_request_waits_for_its_turn(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    list(stage.target().delete(remote))
    assert stage.turns == len(stage.server.calls())


# What the athlete does there.


def local_start(stage: Stage, remote: Remote) -> str:
    return next(line for line in unfolded(stage.text(remote)) if line.startswith("DTSTART;TZID"))


def test_a_time_of_day_that_the_athlete_chose_stays_when_the_text_changes(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    stage.put_at(remote, "20270302T070000", "20270302T073800")
    target = stage.target()
    for text, before in ((OTHER, day(1)), (EASY, day(3))):
        (shown,) = target.list(WINDOW, []).remotes
        assert (shown.day, shown.touched) == (before, False)
        list(target.update(shown, stage.wanted("tue", text, day(3))))
    assert local_start(stage, remote) == "DTSTART;TZID=Europe/Berlin:20270304T070000"
    (shown,) = target.list(WINDOW, []).remotes
    assert shown.digest == stage.wanted("tue", EASY, day(3)).digest


def test_a_start_and_alarms_of_the_athlete_s_are_given_back_when_all_is_taken_back(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    sent = stage.target().list(WINDOW, []).remotes
    assert [one.adjusted for one in sent] == [False]
    stage.put_at(remote, "20270302T070000", "20270302T073800")
    alarm = "BEGIN:VALARM\\r\\nACTION:DISPLAY\\r\\nTRIGGER:-PT5M\\r\\nEND:VALARM\\r\\nEND:VEVENT"
    stage.change(remote, "END:VEVENT", alarm)
    (shown,) = stage.target().list(WINDOW, []).remotes
    assert (shown.touched, shown.adjusted) == (False, True)
    list(stage.target().update(replace(shown, touched=True), stage.wanted("tue", HARD, day(1))))
    assert local_start(stage, remote) == "DTSTART;TZID=Europe/Berlin:20270302T180000"
    assert "VALARM" not in stage.text(remote)
    (shown,) = stage.target().list(WINDOW, []).remotes
    assert (shown.touched, shown.adjusted) == (False, False)


def test_a_start_that_is_chosen_while_we_write_stays_and_the_text_is_put_anew(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    target = stage.target()
    (shown,) = target.list(WINDOW, []).remotes
    stage.put_at(remote, "20270305T070000", "20270305T073800")
    stage.server.forget_calls()
    (left,) = target.update(shown, stage.wanted("tue", OTHER, day(1)))
    methods = [call.split()[0] for call in stage.server.calls()]
    assert methods == ["PUT", "GET", "PUT"]
    assert local_start(stage, remote) == "DTSTART;TZID=Europe/Berlin:20270305T070000"
    assert "800" in stage.text(remote)
    (after,) = stage.target().list(WINDOW, [entry(left)]).remotes
    assert (left.day, after.day, after.touched) == (day(1), day(4), False)


@pytest.mark.parametrize("looked", [True, False])
def test_a_text_that_is_edited_while_we_write_stays(stage: Stage, looked: bool) -> None:
    remote = stage.made("tue", HARD)
    target = stage.target()
    if looked:
        (remote,) = target.list(WINDOW, []).remotes
    stage.edit(remote)
    before = stage.text(remote)
    with pytest.raises(Unsure, match="was edited there just now"):
        list(target.update(remote, stage.wanted("tue", OTHER, day(1))))
    with pytest.raises(Unsure, match="was edited there just now"):
        list(target.delete(remote))
    assert stage.text(remote) == before


def test_what_is_deleted_while_we_write_is_not_made_again(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    target = stage.target()
    (shown,) = target.list(WINDOW, []).remotes
    stage.remove(remote)
    with pytest.raises(Unsure, match="was deleted there just now"):
        list(target.update(shown, stage.wanted("tue", OTHER, day(1))))
    assert stage.target().list(WINDOW, [entry(remote)]) == Listing((), frozenset({remote.id}))


def test_what_is_moved_while_we_delete_stays(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    stage.move(remote, day(4))
    with pytest.raises(Unsure, match="was moved there just now"):
        list(stage.target().delete(remote))
    assert stage.text(remote)


ALARM = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT{minutes}M\r\nDESCRIPTION:Run\r\nEND:VALARM\r\n"


def with_alarm(stage: Stage, text: str = HARD) -> Wanted:
    want = stage.wanted("tue", text, day(1))
    body = want.artifact.body.replace(b"END:VEVENT", ALARM.format(minutes=30).encode() + b"END:VEVENT")
    artifact = replace(want.artifact, body=body)
    return replace(want, artifact=artifact, digest=stage.target().digest(artifact))


def test_alarms_arrive_and_one_that_was_dismissed_is_no_edit(stage: Stage) -> None:
    want = with_alarm(stage)
    assert want.digest != stage.wanted("tue", HARD, day(1)).digest
    (remote,) = stage.target().create([Placing(want, PLAN, "tue")])
    assert "TRIGGER:-PT30M" in unfolded(stage.text(remote))
    stage.change(remote, "END:VALARM", "ACKNOWLEDGED:20270302T163000Z\r\nEND:VALARM")
    (shown,) = stage.target().list(WINDOW, [entry(remote)]).remotes
    assert (shown.touched, shown.digest) == (False, want.digest)
    list(stage.target().delete(remote))
    assert stage.target().list(WINDOW, [entry(remote)]).gone == {remote.id}


def test_an_alarm_that_the_athlete_set_stays_when_the_text_changes(stage: Stage) -> None:
    (remote,) = stage.target().create([Placing(with_alarm(stage), PLAN, "tue")])
    stage.change(remote, "TRIGGER:-PT30M", "TRIGGER:-PT1H30M")
    (shown,) = stage.target().list(WINDOW, []).remotes
    assert not shown.touched
    list(stage.target().update(shown, with_alarm(stage, OTHER)))
    lines = unfolded(stage.text(remote))
    assert [line for line in lines if line.startswith("TRIGGER")] == ["TRIGGER:-PT1H30M"]


def test_other_alarms_by_option_replace_ours(stage: Stage) -> None:
    (remote,) = stage.target().create([Placing(with_alarm(stage), PLAN, "tue")])
    list(stage.target().update(remote, stage.wanted("tue", HARD, day(1))))
    assert "VALARM" not in stage.text(remote)


# What is lost.


def test_a_push_whose_answer_was_lost_is_done_and_not_done_twice(stage: Stage) -> None:
    first, again = stage.made("tue", HARD), stage.made("tue", HARD)
    assert (again.id, again.version, again.digest) == (first.id, first.version, first.digest)
    with pytest.raises(Refused, match="there is an event at the address of tue already on 2027-03-02"):
        stage.made("tue", OTHER)


def test_without_our_mark_the_address_says_whose_it_is(stage: Stage) -> None:
    """Some servers keep no properties that they do not know."""
    remote = stage.made("tue", HARD)
    stage.change(remote, r"X-ONEK-MARK:(?:.*\r?\n )?.*\r?\n", "")
    for known in ([], [entry(remote)]):
        (shown,) = stage.target().list(WINDOW, known).remotes
        assert (shown.plan, shown.slot, shown.digest) == (PLAN, "tue", remote.digest)
        assert not shown.touched
    stage.edit(remote)
    (shown,) = stage.target().list(WINDOW, [entry(remote)]).remotes
    assert shown.touched


def test_what_a_server_makes_of_our_words_is_no_edit_while_the_ledger_knows(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    stage.edit(remote)  # a server that writes other words than it was given
    version = stage.ask("GET", remote.id).headers["ETag"]
    target = stage.target()
    (shown,) = target.list(WINDOW, [replace(entry(remote), version=version)]).remotes
    assert not shown.touched
    list(target.update(shown, stage.wanted("tue", OTHER, day(1))))
    assert not stage.target().list(WINDOW, []).remotes[0].touched


def test_a_copy_that_the_athlete_made_is_the_athletes(stage: Stage) -> None:
    remote = stage.made("tue", HARD)
    copy = stage.text(remote).replace(
        "UID:spring-1k.tue@onek-sync", "UID:a-copy\r\nURL:spring-1k.tue@onek-sync"
    )
    folder = remote.id.rpartition("/")[0]
    stage.ask("PUT", f"{folder}/copy.ics", copy, **{"Content-Type": "text/calendar"})
    assert [one.id for one in stage.target().list(WINDOW, []).remotes] == [remote.id]


def test_odd_keys_have_addresses_that_servers_keep(stage: Stage) -> None:
    for slot in ("a.b~2", "Übung 1/2", "50%", "x" * 60):
        want = stage.wanted("tue", HARD, day(1))
        (remote,) = stage.target().create([Placing(want, PLAN, slot)])
        (shown,) = [one for one in stage.target().list(WINDOW, []).remotes if one.slot == slot]
        assert shown.id == remote.id
        list(stage.target().delete(shown))


# The login.


def connect(stage: Stage, password: str = PASSWORD, **settings: str) -> str:
    said = CalDavTarget.model_validate({"kind": "caldav", "url": f"{stage.server.url}/", **settings})
    assert KINDS["caldav"].connect
    answers = {"username": USER, "password": password}
    return KINDS["caldav"].connect("calendar", said, stage.tools, answers, lambda question: "")


def test_a_login_is_checked_and_kept_and_says_whose_calendar_it_is(stage: Stage) -> None:
    stage.secrets.kept.clear()
    assert connect(stage) == 'anna, calendar "Training"'
    assert "Training" in home(stage)
    said = CalDavTarget.model_validate({"kind": "caldav", "url": f"{stage.server.url}/"})
    assert KINDS["caldav"].open("calendar", said, stage.tools).list(WINDOW, []) == Listing()


def test_a_wrong_password_is_said_and_not_kept(stage: Stage) -> None:
    stage.secrets.kept.clear()
    with pytest.raises(LoginNeeded, match="does not accept the user name and the password"):
        connect(stage, "guessed")
    assert stage.secrets.kept == {}


def test_without_a_login_nothing_is_asked(stage: Stage) -> None:
    stage.secrets.kept.clear()
    with pytest.raises(LoginNeeded, match="run onek connect calendar"):
        stage.target().list(WINDOW, [])
    assert stage.server.calls() == []


# A third party reads it.

VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair training]
a = "there"
b = "here"
collections = ["onek-training"]
[storage there]
type = "caldav"
url = "{url}/"
username = "{user}"
password = "{password}"
[storage here]
type = "filesystem"
path = "{home}/here/"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[training]]
path = {home}/here/onek-training/
[sqlite]
path = {home}/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
"""


def test_vdirsyncer_and_khal_show_what_was_pushed(stage: Stage, tmp_path: Path) -> None:
    stage.made("tue", HARD)
    home = tmp_path / "home"
    home.mkdir()
    there = {"home": home, "url": stage.server.url, "user": USER, "password": PASSWORD}
    (home / "vdirsyncer").write_text(VDIRSYNCER.format(**there))
    (home / "khal").write_text(KHAL.format(**there))
    ran(home, "vdirsyncer", "discover")
    ran(home, "vdirsyncer", "sync")
    shown = ran(home, "khal", "list", "2027-03-02", "2d", "-f", "{start-time}-{end-time} {title}")
    assert "18:00-18:38 Run 6x400" in shown


def ran(home: Path, name: str, *arguments: str) -> str:
    """A program that stands beside this Python, with a home of its own."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: pip install vdirsyncer khal")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "VDIRSYNCER"))}
    env = {**kept, "HOME": str(home), "PYTHONWARNINGS": "ignore"}
    command = [found, "-c", str(home / name), *arguments]
    done = subprocess.run(command, input="y\n" * 5, capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
