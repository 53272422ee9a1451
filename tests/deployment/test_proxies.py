"""nginx and Caddy in front of `onek serve`, each with its file of config/."""

from contextlib import suppress
from http.client import RemoteDisconnected
from itertools import product
from pathlib import Path

import pytest

from tests.deployment.proxies import Front, Proxy, caddy, installed, nginx, without
from tests.web.serving import Heard, Home

PROXIES = [
    pytest.param(nginx, r"^ *(access|error)_log .*\n", id="nginx", marks=installed("nginx")),
    pytest.param(caddy, r"^\tlog \{\n(.*\n)*?\t\}\n", id="caddy", marks=installed("caddy")),
]
ERROR_PAGES = r"^ *error_page .*\n|^\thandle_errors \{\n(.*\n)*?\t\}\n"
WISHES = ("identity", "gzip", "gzip;q=0.5, identity;q=1")  # … the last of which a proxy might pack itself
PROXYS_OWN = {"date", "server", "connection", "keep-alive", "alt-svc", "via"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path, monkeypatch)
    home.settings("[web]\nbehind_proxy = true\n")
    return home


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "proxy").mkdir()
    return tmp_path / "proxy"


def own(heard: Heard) -> Heard:
    """Without what a proxy may say in its own name."""
    return heard._replace(
        headers={name: value for name, value in heard.headers.items() if name not in PROXYS_OWN}
    )


@pytest.mark.parametrize(("proxy", "_logs"), PROXIES)
def test_a_proxy_changes_nothing_that_is_sent(proxy: Proxy, _logs: str, home: Home, here: Path) -> None:
    feed = home.link()
    page = "/" + home.links()["phone"]["page"].split("/", 3)[3]
    with home.serving() as server, proxy(here, server.port, str) as front:
        for path, wish in product((feed, page), WISHES):
            asked = {"accept_encoding": wish}
            [through], direct = front.ask(path, **asked), server.ask(path, **asked)
            assert direct.status == 200
            assert own(through) == own(direct)
            etag = direct.headers["etag"]
            [again] = front.ask(path, if_none_match=etag, **asked)
            assert (again.status, again.headers["etag"], again.body) == (304, etag, b"")


@pytest.mark.parametrize(("proxy", "_logs"), PROXIES)
def test_who_asks_is_the_proxy_s_word_not_his_own(proxy: Proxy, _logs: str, home: Home, here: Path) -> None:
    home.environ["FORWARDED_ALLOW_IPS"] = "*"  # as in a container
    wrong = ["/f/guess.ics"] * 61
    with home.serving() as server, proxy(here, server.port, str) as front:
        first = front.ask(*wrong, source="127.0.0.2")
        assert [got.status for got in first] == [404] * 60 + [429]
        [lied] = front.ask(wrong[0], source="127.0.0.2", x_forwarded_for="203.0.113.9")
        [other] = front.ask(wrong[0], source="127.0.0.3")
        assert (lied.status, other.status) == (429, 404)


@pytest.mark.parametrize(("proxy", "logs"), PROXIES)
def test_no_log_of_a_proxy_names_a_link(proxy: Proxy, logs: str, home: Home, here: Path) -> None:
    path = home.link()
    token = path.removeprefix("/f/")
    with home.serving() as server, proxy(here, server.port, str) as front:
        assert [got.status for got in front.ask(path, f"{path}?view=busy", referer=path)] == [200, 200]
    for change in (str, without(ERROR_PAGES)):
        with proxy(here, 1, change) as front:  # nobody listens there
            ask_in_vain(front, path, token)
    assert token not in front.logged()

    with proxy(here, 1, without(f"{ERROR_PAGES}|{logs}")) as front:
        ask_in_vain(front, path, token)
    assert token in front.logged()  # where it would stand without these lines


def ask_in_vain(front: Front, path: str, token: str) -> None:
    with suppress(RemoteDisconnected):
        front.ask(path, referer=path)
    assert front.ask(f"/a/{token}/", referer=path)[0].status == 502


@pytest.mark.parametrize(("proxy", "_logs"), PROXIES)
def test_while_onek_is_away_calendars_are_hung_up_on(proxy: Proxy, _logs: str, here: Path) -> None:
    """tests/web/clients shows what Thunderbird makes of a 502."""
    with proxy(here, 1, str) as front:
        with pytest.raises(RemoteDisconnected):
            front.ask("/f/guess.ics")
        assert front.ask("/a/guess/")[0].status == 502


@installed("nginx")
def test_who_comes_without_tls_is_sent_to_it(home: Home, here: Path) -> None:
    with nginx(here, 1, str) as front:
        assert front.plain_port
        [sent] = front._replace(port=front.plain_port, tls=False).ask("/f/guess.ics", host="onek.example.org")
        assert (sent.status, sent.headers["location"]) == (301, "https://onek.example.org/f/guess.ics")
        assert "guess" not in front.logged()
