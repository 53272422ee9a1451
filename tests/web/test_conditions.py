"""What a client has already, and which encodings it takes: as RFC 9110 says, and any nonsense beside it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.web.conditions import has_it, http_date, takes_gzip

CHANGED = datetime(2027, 3, 1, 6, 0, 0, tzinfo=UTC)
ETAG = b'"abc"'


@pytest.mark.parametrize(
    "accept", ["gzip", "GZIP", "x-gzip", "*", "br, gzip;q=0.5", "gzip;q=1, identity;q=0.5", "gzip ; q=1"]
)
def test_gzip_is_for_those_who_want_it(accept: str) -> None:
    assert takes_gzip(accept.encode())


@pytest.mark.parametrize(
    "accept",
    [
        *("", "br", "gzip;q=0", "*;q=0", "gzip;q=0, *", "gzip;q=0.1, identity", "identity", "q=1"),
        *("gzip;q=x", "gzip;q=0.000", "gzip;q=nan", "gzip" + " " * 2000),
    ],
)
def test_gzip_is_not_for_those_who_do_not(accept: str) -> None:
    assert not takes_gzip(accept.encode())


@pytest.mark.parametrize(
    "said", ['"abc"', 'W/"abc"', '"x", "abc"', '"abc","x"', 'W/"a",W/"abc","c"', "*", " * "]
)
def test_who_names_the_etag_has_it(said: str) -> None:
    assert has_it(ETAG, CHANGED, said.encode(), b"")


@pytest.mark.parametrize("said", ['"other"', "abc", '"', '"abc-gz"', '"x" * "y"', "**", '"abc"' + " " * 2000])
def test_who_names_another_has_it_not_whatever_the_date(said: str) -> None:
    assert not has_it(ETAG, CHANGED, said.encode(), http_date(CHANGED).encode())


@pytest.mark.parametrize(
    ("since", "has"),
    [
        ("Mon, 01 Mar 2027 06:00:00 GMT", True),
        ("Mon, 01 Mar 2027 06:00:01 GMT", True),
        ("Monday, 01-Mar-27 06:00:00 GMT", True),
        ("Mon Mar  1 06:00:00 2027", True),
        ("Mon, 01 Mar 2027 05:59:59 GMT", False),
        ("yesterday", False),
        ("Mon, 99 Mar 2027 06:00:00 GMT", False),
        ("Mon, 01 Mar 99999999 06:00:00 GMT", False),
        (f"Mon, 01 Mar {'9' * 30} 06:00:00 GMT", False),
        ("Mon, 01 Mar 2027 06:00:00 GMT" + " " * 2000, False),
    ],
)
def test_who_names_a_date_has_what_is_not_newer(since: str, has: bool) -> None:
    assert has_it(ETAG, CHANGED, b"", since.encode()) is has


@given(st.binary() | st.text().map(str.encode))
def test_any_header_is_taken_calmly(said: bytes) -> None:
    assert has_it(ETAG, CHANGED, said, b"") in {True, False}
    assert has_it(ETAG, CHANGED, b"", said) in {True, False}
    assert takes_gzip(said) in {True, False}
