"""[web], and what [feed] says of the feed alone."""

import pytest
from pydantic import ValidationError

from onek_sync.settings.web import WebSettings, address, past_of


@pytest.mark.parametrize(
    ("text", "days"),
    [("12 months", 372), ("1 year", 366), ("90 days", 90), ("2weeks", 14), ("10 years", 3660)],
)
def test_past_sessions_stay_for_at_least_so_long(text: str, days: int) -> None:
    assert past_of(text) == days


@pytest.mark.parametrize("text", ["", "12", "0 days", "11 years", "-1 days", "1 months ago", "forever"])
def test_what_is_no_time_for_them_to_stay_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match='is no time that sessions stay; write "12 months"'):
        past_of(text)


def test_a_public_address_has_no_slash_at_its_end() -> None:
    assert address("https://onek.example.org/") == "https://onek.example.org"
    assert address("http://192.168.1.5:8000/onek") == "http://192.168.1.5:8000/onek"


@pytest.mark.parametrize(
    "text",
    [
        *("onek.example.org", "ftp://x.org", "https://", "https://a:b@x.org", "https://x.org/?q=1"),
        *("https://x.org/#top", "https://x.org:99999", "https://x.org/\nHost: y"),
    ],
)
def test_what_is_no_public_address_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        WebSettings(public_url=text)


@pytest.mark.parametrize("host", ["", "http://x", "a b", "x\n"])
def test_what_is_no_host_is_refused(host: str) -> None:
    with pytest.raises(ValidationError):
        WebSettings(host=host)


@pytest.mark.parametrize(
    ("written", "networks"),
    [
        ([], []),
        (["127.0.0.1", "10.0.0.0/8"], ["127.0.0.1/32", "10.0.0.0/8"]),
        ("10.0.0.0/8, fd00::/8", ["10.0.0.0/8", "fd00::/8"]),
        ("", []),
    ],
)
def test_figures_are_for_the_networks_that_are_named(written: object, networks: list[str]) -> None:
    assert [str(one) for one in WebSettings.model_validate({"metrics": written}).metrics] == networks


@pytest.mark.parametrize("written", [["10.0.0.1/8"], "everybody", [8], 8, {"a": "b"}, ["10.0.0.0/33"]])
def test_what_is_no_network_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="is no network; write"):
        WebSettings.model_validate({"metrics": written})
