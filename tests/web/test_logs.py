"""What a log line looks like, to people and to programs; and that no secret is in any."""

import json
import logging
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import pytest

from onek_sync.app.feed_links import add_link
from onek_sync.app.serving import LogForm, Served
from onek_sync.scheduler import Ticking
from onek_sync.web.logs import log_as
from tests.app.feeding import Runner

Lines = Callable[[], list[str]]
FORMS = pytest.mark.parametrize("form", LogForm)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Logging is of the whole process."""
    loggers = [logging.getLogger(name) for name in (None, "onek", "apscheduler", "py.warnings")]
    raises = logging.raiseExceptions
    before = [(one, one.level, list(one.handlers)) for one in loggers]
    yield
    logging.captureWarnings(False)
    logging.raiseExceptions = raises
    for one, level, handlers in before:
        one.setLevel(level)
        one.handlers = handlers


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    return lambda: capsys.readouterr().err.splitlines()


def objects(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def mistake() -> None:
    raise ZeroDivisionError("ours\nof two lines")


def test_people_read_a_line(lines: Lines) -> None:
    log = log_as(LogForm.TEXT, ())
    log.info("the next push: %s", "Sun 18:00")
    log.debug("nothing of this")
    log.warning("plan.yaml:8:9: is \x1b[31mwrong\nthe last good feed is served on")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n")
    logging.getLogger("somebody").info("nothing of this")
    assert lines() == [
        "onek: the next push: Sun 18:00",
        "onek: plan.yaml:8:9: is  [31mwrong; the last good feed is served on",
        "Exception in ASGI application",
    ]


def test_programs_read_an_object(lines: Lines) -> None:
    log = log_as(LogForm.JSON, ())
    log.info("größer\nals", extra={"fields": {"target": "watch", "counts": {"create": 3}}})
    [said] = objects(lines())
    assert datetime.fromisoformat(said.pop("time")).tzinfo == UTC
    assert said == {
        "level": "info",
        "logger": "onek",
        "message": "größer\nals",
        "target": "watch",
        "counts": {"create": 3},
    }


@FORMS
def test_a_mistake_shows_its_traceback(form: LogForm, lines: Lines) -> None:
    log = log_as(form, ())
    try:
        mistake()
    except ZeroDivisionError:
        log.exception("this is a mistake")
    said = lines()
    if form is LogForm.JSON:
        [said_] = objects(said)
        assert said_["message"] == "this is a mistake"
        said = ["", *said_["exception"].splitlines()]
    assert said[1] == "Traceback (most recent call last):"
    assert said[-2:] == ["ZeroDivisionError: ours", "of two lines"]


def test_a_tick_that_fails_is_an_object_too(lines: Lines) -> None:
    log_as(LogForm.JSON, ())
    ticked = Event()

    def tick() -> None:
        ticked.set()
        mistake()

    ticking = Ticking(tick, every=timedelta(days=300))
    ticking.start()
    assert ticked.wait(30) and ticking.stop()
    [said] = objects(lines())
    assert (said["level"], said["logger"]) == ("error", "apscheduler.executors.default")
    assert "ZeroDivisionError: ours" in said["exception"]


def test_what_a_library_warns_of_is_an_object_too(lines: Lines) -> None:
    log_as(LogForm.JSON, ())
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("an old name", stacklevel=1)
    assert "an old name" in objects(lines())[0]["message"]


# Secrets

BLOB = json.dumps({"di_token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9", "refresh": "4fe9dd0b-8a7c-4c0f-9d0e"})
PLANTED = {"icu": "plum-api-key-71", "caldav": "pa$$ wörd", "garmin": BLOB}
PARTS = [PLANTED["icu"], PLANTED["caldav"], "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9", "4fe9dd0b-8a7c-4c0f-9d0e"]


def said_in_every_way(secret: str) -> None:
    """A message, its arguments, fields, an error, the error behind an error; by everybody, at every level."""
    for name in (None, "onek", "uvicorn.error", "apscheduler.scheduler", "httpx", "asyncio"):
        log = logging.getLogger(name)
        for level in range(0, 51, 5):
            log.log(level, f"GET https://kim:{secret}@example.org/x?key={secret} said {secret}")
            log.log(level, "it was %s and %r, %s", secret, {"key": [secret]}, quote(secret))
            log.log(level, "too few %s %s", secret)
            log.log(level, "with fields", extra={"fields": {"target": secret, "counts": {secret: 1}}})
        try:
            try:
                raise ValueError(secret)
            except ValueError as error:
                raise KeyError(f"Bearer {secret}") from error
        except KeyError:
            log.exception("failed")


@FORMS
def test_no_secret_is_in_any_line_at_any_level(
    form: LogForm, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    with Runner(tmp_path).world() as world:
        for name, value in PLANTED.items():
            world.secrets.put(name, value)
        links = [add_link(world, "phone"), add_link(world, "tablet")]
        world.secrets_read.clear()  # a process that only reads
        for name in PLANTED:
            world.secrets.get(name)
        Served(world, lambda text: None)
        log_as(form, world.secrets_read)
        for logger in (None, "onek", "apscheduler"):
            logging.getLogger(logger).setLevel(1)
        secrets = [*PARTS, *(token or "" for one in links for token in (one.token, one.page))]
        for secret in secrets:
            assert secret
            said_in_every_way(secret)
    said = "\n".join(lines())
    for secret in secrets:
        assert secret not in said
        assert json.dumps(secret)[1:-1] not in said
        assert quote(secret) not in said
    assert said.count("said …") > 100  # it was all there to be found


@FORMS
def test_addresses_that_are_passwords_are_not_told_even_where_nobody_knows_them(
    form: LogForm, lines: Lines
) -> None:
    log = log_as(form, ())
    token = "abcdefghij" + "A1_-" * 8
    log.warning("GET /f/%s.ics and /a/%s/week/3 and http://kim:plum@example.org/x", token, token)
    [line] = lines()
    assert "GET /f/….ics and /a/…/week/3 and http://…@example.org/x" in line


def test_a_short_secret_does_not_eat_the_words(lines: Lines) -> None:
    log = log_as(LogForm.TEXT, {"a", "on"})
    log.info("a good feed is served on")
    assert lines() == ["onek: a good feed is served on"]
