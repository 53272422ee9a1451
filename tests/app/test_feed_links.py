"""Links to the feed: several, each revocable, shown again from the secret, and of no use to a thief."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from onek_sync.app.feed_links import (
    KEPT_AS,
    add_link,
    addresses,
    followed,
    followed_page,
    given_links,
    known_tokens,
    revoke_link,
    rotate_links,
)  # fmt: skip
from onek_sync.app.services import World
from onek_sync.model.errors import UsageError
from onek_sync.model.exchange import View
from onek_sync.settings.web import WebSettings
from tests.app.feeding import Runner


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    (tmp_path / "home").mkdir()
    return Runner(tmp_path / "home")


@pytest.fixture
def world(runner: Runner) -> Iterator[World]:
    with runner.world() as opened:
        yield opened


def leads(world: World, token: str | None) -> str | None:
    """The name of the link that a token leads to."""
    one = followed(token or "", known_tokens(given_links(world)))
    return one.link.name if one else None


def test_each_link_leads_to_itself_and_is_shown_again_the_same(runner: Runner) -> None:
    with runner.world() as world:
        phone, work = add_link(world, "phone"), add_link(world, "work", View.BUSY)
    with runner.world() as world:
        assert given_links(world) == (phone, work)
        assert [one.token for one in given_links(world)] == [phone.token, work.token]
        assert (leads(world, phone.token), leads(world, work.token)) == ("phone", "work")
        assert given_links(world)[1].link.view == "busy"


def test_who_has_a_calendar_alone_cannot_tell_where_its_page_is(runner: Runner) -> None:
    with runner.world() as world:
        phone, watch = add_link(world, "phone"), add_link(world, "watch")
        known = known_tokens(given_links(world))
    assert phone.page and phone.token
    assert followed_page(phone.page, known) == phone
    assert followed_page(phone.token, known) is None
    assert followed(phone.page, known) is None
    assert phone.page[10:] != phone.token[10:]
    assert watch.page and watch.page[10:] != phone.page[10:]


def test_a_busy_link_has_no_page_and_a_revoked_one_none_any_more(world: World) -> None:
    work, phone = add_link(world, "work", View.BUSY), add_link(world, "phone")
    assert (work.page, bool(phone.page)) == (None, True)
    revoke_link(world, "phone")
    assert followed_page(phone.page or "", known_tokens(given_links(world))) is None


def test_a_token_holds_192_bits_that_nothing_but_the_secret_tells(world: World) -> None:
    made = [add_link(world, f"link {number}") for number in range(20)]
    tokens = [one.token for one in made]
    assert all(re.fullmatch(r"[0-9a-f]{10}[A-Za-z0-9_-]{32}", token or "") for token in tokens)
    assert len({token[10:] for token in tokens if token}) == 20


def test_a_revoked_link_leads_nowhere_and_the_others_stay(world: World) -> None:
    phone, work = add_link(world, "phone"), add_link(world, "work")
    revoke_link(world, "phone")
    assert leads(world, phone.token) is None
    assert leads(world, work.token) == "work"
    assert add_link(world, "phone").token != phone.token


def test_rotated_links_keep_names_and_views_and_get_new_tokens(world: World) -> None:
    old = (add_link(world, "phone"), add_link(world, "work", View.BUSY))
    new = rotate_links(world)
    assert [(one.link.name, one.link.view) for one in new] == [("phone", "full"), ("work", "busy")]
    assert [leads(world, one.token) for one in (*old, *new)] == [None, None, "phone", "work"]
    (newest,) = rotate_links(world, "work")
    assert [leads(world, one.token) for one in (*new, newest)] == ["phone", None, "work"]


def test_nearly_a_token_is_none(world: World) -> None:
    token = add_link(world, "phone").token or ""
    other = add_link(world, "work").token or ""
    wrong = ["", token[:10], token[:-1], token + "A", token.upper(), token[:10] + other[10:], "é" + token[1:]]
    wrong += [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(len(token))]
    assert [leads(world, one) for one in wrong] == [None] * len(wrong)
    assert leads(world, token) == "phone"


def test_a_stolen_database_holds_no_token_and_no_secret(runner: Runner) -> None:
    with runner.world() as world:
        tokens = [add_link(world, name).token or "" for name in ("phone", "work")]
        revoke_link(world, "work")
        secret = world.secrets.get(KEPT_AS) or ""
        world.store.backup(runner.folder / "backup.jsonl")
    assert len(secret) >= 43
    kept = b"".join(file.read_bytes() for file in runner.folder.iterdir())
    for planted in (secret, *tokens, *(token[10:] for token in tokens)):
        assert planted.encode() not in kept
    assert tokens[0][:10].encode() in kept  # the id is there: the search finds what there is to find


def test_a_lost_secret_is_told_and_a_rotation_heals_it(world: World) -> None:
    phone = add_link(world, "phone")
    world.secrets.delete(KEPT_AS)
    assert [one.token for one in given_links(world)] == [None]
    work = add_link(world, "work")  # makes a new secret, with which the old link is not shown anew
    assert [one.token for one in given_links(world)] == [None, work.token]
    assert leads(world, phone.token) is None
    (healed,) = rotate_links(world, "phone")
    assert leads(world, healed.token) == "phone"


def test_a_token_is_in_no_text_of_its_link(world: World) -> None:
    one = add_link(world, "phone")
    assert one.token and one.token not in repr(one)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 41])
def test_what_is_no_name_is_refused(world: World, name: str) -> None:
    with pytest.raises(UsageError, match="is no name for a link"):
        add_link(world, name)


def test_no_two_links_have_one_name(world: World) -> None:
    add_link(world, "phone")
    with pytest.raises(UsageError, match='there is a link "phone" already'):
        add_link(world, " phone ")


def test_a_name_that_is_none_says_which_there_are(world: World) -> None:
    with pytest.raises(UsageError, match="make one: onek feed add phone"):
        revoke_link(world, "phone")
    add_link(world, "work")
    with pytest.raises(UsageError, match='there is no link "phone"; there are work'):
        rotate_links(world, "phone")


def test_links_of_another_athlete_are_not_shown(world: World) -> None:
    add_link(world, "phone")
    assert given_links(replace(world, athlete="you")) == ()


def test_the_oldest_link_comes_first(world: World) -> None:
    for days, name in ((2, "b"), (1, "a"), (3, "c")):
        later = world.now() + timedelta(days=days)
        add_link(replace(world, now=lambda later=later: later), name)
    assert [one.link.name for one in given_links(world)] == ["a", "b", "c"]


ADDRESSES = {
    ("https://onek.example.org", "127.0.0.1"): (
        "https://onek.example.org/f/T.ics",
        "webcal://onek.example.org/f/T.ics",
        "https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fonek.example.org%2Ff%2FT.ics",
    ),
    ("http://192.168.1.5:8000/onek", "0.0.0.0"): (
        "http://192.168.1.5:8000/onek/f/T.ics",
        "webcal://192.168.1.5:8000/onek/f/T.ics",
        None,
    ),
    (None, "0.0.0.0"): ("http://127.0.0.1:8000/f/T.ics", "webcal://127.0.0.1:8000/f/T.ics", None),
    (None, "::1"): ("http://[::1]:8000/f/T.ics", "webcal://[::1]:8000/f/T.ics", None),
}


@pytest.mark.parametrize(("public", "host"), ADDRESSES)
def test_a_link_has_an_address_for_each_kind_of_calendar(public: str | None, host: str) -> None:
    found = addresses("T", WebSettings(public_url=public, host=host))
    assert (found.https, found.webcal, found.google) == ADDRESSES[public, host]


def test_what_stands_for_no_token_is_followed_nowhere() -> None:
    assert followed("-" * 42, {}) is None
    assert followed_page("-" * 42, {}) is None
