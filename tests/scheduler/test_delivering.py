"""The real Apprise, and a service on loopback that hears it, or does not."""

import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator
from html import unescape

import pytest

from onek_sync.model.errors import OnekError
from onek_sync.scheduler import delivering
from onek_sync.scheduler.delivering import deliver, understood
from tests.servers.http import Kind
from tests.servers.phone import PASSWORD, TOKEN, Phone, is_told

pytest.importorskip("apprise", reason="pip install apprise")


@pytest.fixture
def phone() -> Iterator[Phone]:
    with Phone() as server:
        yield server


class Log(logging.Handler):
    """What a program keeps that logs everything, down to the last detail."""

    text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{record.name}: {record.getMessage()}\n"


@pytest.fixture
def everything() -> Iterator[Log]:
    root, log = logging.getLogger(), Log()
    before = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(log)
    logging.getLogger("onek").debug("it listens")
    yield log
    root.removeHandler(log)
    root.setLevel(before)
    assert "onek: it listens" in log.text


def refused(url: str) -> str:
    """What is said; that no secret is in it, nor in what it came from."""
    with pytest.raises(OnekError) as caught:
        deliver(url, "onek: a title", "a text")
    error: BaseException | None = caught.value
    while error is not None:
        assert not is_told(repr(error) + str(error))
        error = error.__cause__ or error.__context__
    return str(caught.value)


def test_what_is_said_is_heard(phone: Phone) -> None:
    text = "shelf: 6 new\n\nMon 22 Feb: 1K pace 6×400 · <b>*jog*</b> & more_ :wink: \\n"
    deliver(phone.address, "onek: your week", text)
    assert phone.heard == [("onek: your week", text.rstrip())]


def test_signs_stay_what_they_are_where_a_service_wants_html(phone: Phone) -> None:
    deliver(f"{phone.address}?format=html", "title", "5 < 6 & 7")
    [(_, text)] = phone.heard
    assert unescape(text).replace("\xa0", " ") == "5 < 6 & 7" and "&lt;" in text


def test_it_is_told_once(phone: Phone) -> None:
    for number in range(3):
        deliver(phone.address, f"{number}", "text")
    assert [title for title, _ in phone.heard] == ["0", "1", "2"]


def test_a_refusal_says_what_was_answered(phone: Phone) -> None:
    phone.fault(Kind.STATUS, status=401)
    assert refused(phone.address) == "it answered 401; try it: onek doctor --notify"
    assert phone.heard == []


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.TRUNCATED])
def test_a_dropped_connection_is_told(phone: Phone, kind: Kind) -> None:
    phone.fault(kind)
    assert refused(phone.address) == "it cannot be reached; try it: onek doctor --notify"


def test_a_service_that_is_not_there_cannot_be_reached(phone: Phone) -> None:
    address = phone.address
    phone.stop()
    assert refused(address) == "it cannot be reached; try it: onek doctor --notify"


def test_a_service_that_says_nothing_is_waited_for_a_few_seconds(phone: Phone) -> None:
    phone.fault(Kind.SLOW)
    assert refused(f"{phone.address}?rto=0.2") == "it cannot be reached; try it: onek doctor --notify"


def test_a_service_that_never_comes_to_its_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte after byte it answers, each in good time."""
    monkeypatch.setattr(delivering, "PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening, trickling(listening):
        port = listening.getsockname()[1]
        assert refused(f"json://x:{PASSWORD}@127.0.0.1:{port}/{TOKEN}").startswith("no answer within 0 s")


class trickling:
    """Answers one connection, a byte at a time."""

    def __init__(self, listening: socket.socket) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._trickle, args=(listening,))

    def _trickle(self, listening: socket.socket) -> None:
        listening.settimeout(10)
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not self._stop.wait(0.02):
                connection.sendall(b"x")

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        time.sleep(0.05)  # the one that waits for more hears that there is none


@pytest.mark.parametrize(
    "address",
    [
        f"nosuch://{TOKEN}",
        f"{TOKEN}",
        "",
        f"tgram://{PASSWORD}/{TOKEN}",
        f"https://hooks.slack.com/services/{TOKEN}",
        f"json://127.0.0.1:1/{TOKEN}\njson://127.0.0.1:2/{TOKEN}",
    ],
)
def test_what_is_no_address_is_not_repeated(
    address: str, everything: Log, capfd: pytest.CaptureFixture[str]
) -> None:
    said = "what lies there is no address that Apprise knows; see https://appriseit.com/services"
    assert refused(address) == said
    with pytest.raises(OnekError, match="no address that Apprise knows"):
        understood(address)
    assert not is_told(everything.text) and not is_told("".join(capfd.readouterr()))


def test_an_address_is_in_no_log_whatever_happens(
    phone: Phone, everything: Log, capfd: pytest.CaptureFixture[str]
) -> None:
    deliver(phone.address, "title", "text")
    for kind in (Kind.STATUS, Kind.DROP):
        phone.fault(kind)
        refused(phone.address)
    address, port = phone.address, phone.port
    phone.stop()
    refused(address)
    refused(f"ntfy://127.0.0.1:{port}/{TOKEN}")  # whose log names the topic
    assert not is_told(everything.text) and not is_told("".join(capfd.readouterr()))


def test_a_mistake_in_apprise_shows_no_address(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    import apprise

    def breaks(*_: object, **__: object) -> bool:
        raise RuntimeError(f"at {phone.address}")

    monkeypatch.setattr(apprise.Apprise, "notify", breaks)
    assert refused(phone.address) == "it did not take it; try it: onek doctor --notify"


def test_a_service_is_named_without_asking_it(phone: Phone) -> None:
    assert understood(phone.address) == "JSON"
    assert understood(f"mailto://kim:{PASSWORD}@example.org") == "E-Mail"
    assert phone.calls() == []


def test_a_long_text_comes_in_parts_where_a_service_takes_short_ones() -> None:
    import apprise

    long = delivering._service(apprise, f"discord://123456789012345678/{TOKEN}")
    assert long.overflow_mode == apprise.OverflowMode.SPLIT
    assert len(long._apply_overflow("word " * 1000, "title")) > 1


def test_without_apprise_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    said = 'Apprise, which tells it, is not here; install it: pip install "onek-sync[notify]"'
    assert refused("json://127.0.0.1:1") == said


def test_nothing_of_apprise_is_loaded_before_there_is_something_to_tell() -> None:
    import subprocess

    asked = "import sys, onek_sync.scheduler; print('apprise' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
