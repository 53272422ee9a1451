"""The athlete's page over HTTP: what it answers to whom, and that it asks nothing of anybody else."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from gzip import decompress
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest

from onek_sync.app.feed_links import add_link, revoke_link
from onek_sync.exporters import EXPORTERS
from onek_sync.model.exchange import Options, View
from tests.exporters.page_reading import all_of, name, read, words
from tests.web.asking import AWAY, HERE, ask
from tests.web.heavy import heaviest
from tests.web.paging import HEAD, WEEKS, Reader, classed, links, reading

HTML = "text/html; charset=utf-8"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PRIVATE = {
    "content-security-policy": POLICY,
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    "cache-control": "private, no-cache",
    "vary": "Accept-Encoding",
}


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    with reading(tmp_path, monkeypatch) as one:
        yield one


def everywhere(reader: Reader) -> dict[str, bytes]:
    """Every page and file that can be reached from the first page, by its whole path; each is answered."""
    found: dict[str, bytes] = {}
    ahead = [reader.at()]
    while ahead:
        path = ahead.pop()
        if path in found:
            continue
        got = ask(reader.door, unquote(path), client=HERE)
        assert got.status == 200, path
        found[path] = got.body
        if got.headers["content-type"] == HTML:
            ahead += [into for link in links(read(got.body)) if (into := _into(path, link))]
    return found


def _into(path: str, link: str) -> str:
    """Where a link leads within the server; "" for nowhere."""
    if urlsplit(link).scheme or link.startswith("#"):
        return ""
    plain = link.partition("#")[0]
    end = "/" if plain.endswith("/") else ""
    return normpath(path.rpartition("/")[0] + "/" + plain) + end


def test_the_page_says_what_browsers_caches_and_robots_need(reader: Reader) -> None:
    got = reader.get()
    etag = got.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag)
    length = str(len(got.body))
    assert got.headers == {**PRIVATE, "etag": etag, "content-type": HTML, "content-length": length}


def test_every_link_is_relative_and_leads_somewhere(reader: Reader) -> None:
    found = everywhere(reader)
    base = reader.at()
    inside = sorted(path.removeprefix(base) for path in found if path.startswith(base))
    weeks = [f"week/{number}/{file}" for number in (1, 2, 3) for file in ("", "fit.zip")]
    assert set(inside) >= {
        "",
        "subscribe/",
        "plan.ics",
        "print/",
        "print/2/",
        "session/w01-wed-1.fit",
        *weeks,
    }
    for path, body in found.items():
        if body.startswith(b"<!DOCTYPE html>"):
            foreign = {link for link in links(read(body)) if urlsplit(link).scheme or link.startswith("/")}
            assert {urlsplit(link).scheme for link in foreign} <= {"data", "webcal"}, path


def test_whichever_path_a_proxy_puts_before_it_the_links_hold(reader: Reader) -> None:
    assert not any(link.startswith("/") for inside in ("", "week/2/") for link in links(reader.tree(inside)))


def test_nothing_in_a_page_needs_more_than_the_policy_allows(reader: Reader) -> None:
    assert "unsafe" not in POLICY
    for inside in ("", "week/2/", "subscribe/"):
        tree = reader.tree(inside)
        assert all_of(tree, "style", "iframe", "object", "embed", "base", "form") == []
        assert [one.get("src") is not None and not one.text for one in all_of(tree, "script")] == [True]
        for one in tree.iter():
            assert not [key for key in one.attrib if key == "style" or key.startswith("on")], name(one)


def test_the_page_to_print_may_use_its_own_style_and_nothing_else(reader: Reader) -> None:
    for inside in ("print/", "print/2/"):
        got = reader.get(inside)
        policy = got.headers["content-security-policy"]
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; "
            r"frame-ancestors 'none'",
            policy,
        )
        assert len(all_of(read(got.body), "style")) == 1


def test_the_first_look_needs_its_style_alone_and_no_second_page(reader: Reader) -> None:
    loaded = [link for link in links(reader.tree()) if link.startswith("../../s/")]
    assert [link.rpartition(".")[2] for link in loaded] == ["css", "js"]
    (script,) = all_of(reader.tree(), "script")
    assert "defer" in script.attrib


def test_style_and_script_are_kept_for_good(reader: Reader) -> None:
    for link in links(reader.tree()):
        if link.startswith("../../s/"):
            got = ask(reader.door, link.removeprefix("../.."), client=AWAY)
            assert got.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert got.headers["x-content-type-options"] == "nosniff"
            assert "cookie" not in str(got.headers)


def test_gzipped_it_is_the_same_under_another_etag(reader: Reader) -> None:
    whole, packed = reader.get(), reader.get(accept_encoding="gzip")
    assert decompress(packed.body) == whole.body
    assert packed.headers["etag"] == whole.headers["etag"][:-1] + '-gz"'
    assert packed.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("inside", ["", "week/1/", "plan.ics", "session/w01-wed-1.fit", "print/"])
def test_who_has_it_gets_no_body(reader: Reader, inside: str) -> None:
    etag = reader.get(inside).headers["etag"]
    got = reader.get(inside, if_none_match=etag)
    assert (got.status, got.body, got.headers["etag"]) == (304, b"", etag)
    assert "content-type" not in got.headers
    reader.edit("40min easy", "41min easy")
    assert reader.get(inside, if_none_match=etag).status == (304 if "wed" in inside else 200)


@pytest.mark.parametrize("inside", ["", "week/2/", "week/99/", "subscribe/", "plan.ics", "print/"])
def test_head_is_get_without_the_body(reader: Reader, inside: str) -> None:
    got, head = reader.get(inside), reader.get(inside, method="HEAD")
    assert (head.status, head.headers, head.body) == (got.status, got.headers, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "get", "X" * 99])
def test_nothing_but_looking_is_allowed(reader: Reader, method: str) -> None:
    got = reader.get(method=method)
    assert (got.status, got.headers["allow"], got.body) == (405, "GET, HEAD", b"Only GET and HEAD.\n")
    assert got.headers["referrer-policy"] == "no-referrer"
    style = next(link.removeprefix("../..") for link in links(reader.tree()) if link.endswith(".css"))
    for path in ("/a/nothing/", style):
        assert ask(reader.door, path, method, client=HERE).status == 404


def wrong(reader: Reader) -> list[str]:
    token, feed = reader.phone.page or "", reader.phone.token or ""
    return [
        "/a/", "/a", "/a//", f"/a/{token[:-1]}/", f"/a/{token}A/", f"/a/{token[:10]}/", f"/A/{token}/",
        f"/a/{feed}/", f"/a/{token[:10]}{'A' * 32}/", f"/a/../a/{token}/", f"/a/{token}\0/", "/a/é\udcff/",
        "/a/" + "A" * 100_000 + "/", f"/f/{token}.ics", "/s/", "/s/nothing.css", f"/s/{token}",
        "/s/../page.css",
        *(reader.at(inside) for inside in (
            "week/0/", "week/4/", "week/-1/", "week/1", "week/x/", "week/1.0/", "week/１/", "week/2/print",
            "week/" + "9" * 200 + "/", "week/" + "9" * 5000 + "/", "session/.fit", "session/nobody.fit",
            "session/w01-thu-1.fit", "session/a/b.fit", "session/\0.fit", "session/é\udcff.fit",
            "session/../plan.ics", "week/9/fit.zip", "print/9/", "print/0/", "subscribe", "/", "index.html",
            "..", "%2e%2e/", "plan.ics/", "plan.ics\n", "PLAN.ICS",
        )),
    ]  # fmt: skip


def test_what_is_not_there_is_not_there_whoever_asks(reader: Reader) -> None:
    missing = ask(reader.door, "/nothing", client=HERE)
    assert missing.status == 404
    for path in wrong(reader):
        assert ask(reader.door, path, client=HERE) == missing, path[:80]


def test_a_busy_link_has_no_page_and_a_revoked_one_none_any_more(reader: Reader) -> None:
    missing = ask(reader.door, "/nothing", client=HERE)
    assert reader.work.page is None
    assert ask(reader.door, f"/a/{reader.work.token}/", client=HERE) == missing
    revoke_link(reader.world, "phone")
    reader.look()
    assert reader.get() == missing


def test_a_link_without_its_slash_leads_to_the_page(reader: Reader) -> None:
    got = ask(reader.door, reader.at()[:-1], client=HERE)
    assert (got.status, got.headers["location"]) == (308, f"{reader.phone.page}/")
    assert ask(reader.door, "/a/nothing", client=HERE).status == 404


def test_who_guesses_is_asked_to_wait_and_a_guest_who_hurries_too(reader: Reader) -> None:
    strangers = [ask(reader.door, "/a/guess/", client=AWAY).status for _ in range(61)]
    assert strangers == [404] * 60 + [429]
    guests = [reader.get("plan.ics", client="198.51.100.7").status for _ in range(61)]
    assert guests == [200] * 60 + [429]
    assert reader.get("plan.ics", client=HERE).status == 200


def test_the_files_are_those_of_the_exporters(reader: Reader) -> None:
    assert reader.served.plan
    plan = reader.served.plan.resolved
    by_key = {one.key: one for one in plan.sessions}
    said = EXPORTERS["fit"].say(by_key["w02-thu-2"], plan, Options())
    got = reader.get("session/w02-thu-2.fit")
    assert said and got.body == said.body
    assert got.headers["content-type"] == "application/vnd.ant.fit"
    assert f'filename="{said.name}"' in got.headers["content-disposition"]
    with ZipFile(io.BytesIO(reader.get("week/2/fit.zip").body)) as zipped:
        assert zipped.testzip() is None
        assert zipped.read(said.name) == said.body
        assert len(zipped.namelist()) == 4
    assert reader.get("plan.ics").body == reader.served.feeds[View.FULL].body


def test_a_session_has_its_file_under_the_name_that_its_writer_gave(reader: Reader) -> None:
    reader.edit("wed: 6x400m @ 1K w/ 400m jog", "wed: {id: club-night, run: 6x400m @ 1K w/ 400m jog}")
    assert "../../session/club-night.fit" in links(reader.tree("week/1/"))
    got = reader.get("session/club-night.fit")
    assert 'filename="2027-03-03-club-night.fit"' in got.headers["content-disposition"]


def test_of_the_sixteen_longest_weeks_none_is_heavy(reader: Reader) -> None:
    reader.served.plan = heaviest()
    for number in range(1, 17):
        got = reader.get(f"week/{number}/", accept_encoding="gzip")
        assert got.status == 200
        assert len(got.body) < 12_000
    loaded = [
        ask(reader.door, link.removeprefix("../.."), accept_encoding="gzip").body
        for link in links(reader.tree())
        if link.startswith("../../s/")
    ]
    assert sum(map(len, loaded)) < 12_000


def test_a_subscription_is_offered_in_every_way_that_can_work(reader: Reader) -> None:
    there = links(reader.tree("subscribe/"))
    assert f"webcal://127.0.0.1:8000/f/{reader.phone.token}.ics" in there
    assert not any("google" in link or "outlook" in link for link in there)
    assert "public_url" in words(classed(reader.tree("subscribe/"), "trouble")[0])


def test_others_fetch_over_https_what_the_net_can_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = '[web]\npublic_url = "https://onek.example.org/run"\n'
    with reading(tmp_path, monkeypatch, settings=settings) as reader:
        tree = reader.tree("subscribe/")
        feed = f"onek.example.org%2Frun%2Ff%2F{reader.phone.token}.ics"
        there = [link for link in links(tree) if urlsplit(link).scheme in {"https", "webcal"}]
        assert there == [
            f"webcal://{unquote(feed)}",
            f"https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2F{feed}",
            f"https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2F{feed}&name=Spring",
            f"https://outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2F{feed}&name=Spring",
        ]
        (field,) = all_of(tree, "input")
        assert field.get("value") == f"https://{unquote(feed)}"
        assert classed(tree, "trouble") == []


def test_the_host_that_was_asked_for_changes_nothing(reader: Reader) -> None:
    pages = {reader.get(inside, host="evil.example").body for inside in ("", "subscribe/")}
    assert not any(b"evil" in page for page in pages)
    assert pages == {reader.get(inside).body for inside in ("", "subscribe/")}


def test_another_athletes_link_leads_nowhere_here(reader: Reader) -> None:
    stranger = add_link(replace(reader.world, athlete="somebody"), "phone")
    reader.look()
    assert ask(reader.door, f"/a/{stranger.page}/", client=HERE).status == 404


def test_no_plan_yet_is_a_page_that_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with reading(tmp_path, monkeypatch, plan=None) as reader:
        tree = reader.tree()
        assert words(all_of(tree, "h1")[0]) == "There is no plan to show yet"
        assert "onek init" in words(all_of(tree, "main")[0])
        assert "there is no plan here" in words(classed(tree, "trouble")[0])
        assert str(reader.runner.folder) not in words(tree)
        assert [reader.get(path).status for path in ("week/1/", "subscribe/")] == [200, 200]
        files = ("plan.ics", "print/", "print/1/", "week/1/fit.zip", "session/x.fit")
        assert {reader.get(path).status for path in files} == {404}
        reader.runner.write(HEAD + WEEKS)
        reader.look()
        assert words(all_of(reader.tree(), "h1")[0]) == "Spring"
