"""Links to the feed: each is a capability of its own, given out under a name, that can be revoked.

A token is the link's id and an HMAC-SHA256 of it, with a secret that lies with the logins and not in the
database: so it can be shown again, while who steals the database has none. The athlete's page has a token of
its own beside each link's: whoever is given the calendar alone cannot tell where the page is.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from onek_sync.app.services import World
from onek_sync.model.errors import Finding, UsageError
from onek_sync.model.exchange import View
from onek_sync.model.notation import said
from onek_sync.settings.web import WebSettings as WebSettings
from onek_sync.store.feed_words import Link as Link

KEPT_AS = "feed links"  # a name that no target can have
_PURPOSE, _PAGE_PURPOSE = b"onek feed link 1\0", b"onek page link 1\0"
_KEY_PURPOSE = b"onek feed key 1\0"
_MAC_BYTES = 24  # 192 bits
_ID_LENGTH = 10
_NOBODY = "-" * (_ID_LENGTH + 32)  # as long as a token
_LONGEST_NAME = 40
_GOOGLE = "https://calendar.google.com/calendar/render?cid="


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A link that was given out, and its token: None where the secret that made it is gone.

    `page`: the token of the page that goes with it, None for a link that shows no more than busy times.
    """

    link: Link
    token: str | None = field(repr=False)
    page: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a link. Google fetches from its own machines: only what the net reaches over https."""

    https: str
    webcal: str
    google: str | None


def given_links(world: World) -> tuple[GivenLink, ...]:
    """The athlete's links that are not revoked, the oldest first."""
    live = [link for link in world.store.links.all(world.athlete) if link.revoked is None]
    secret = world.secrets.get(KEPT_AS) if live else None
    key = _key_of(secret) if secret else None
    return tuple(_given(link, secret if link.key == key else None) for link in live)


def add_link(world: World, name: str, view: View = View.FULL) -> GivenLink:
    """Give out one more. A busy one never shows more than that the time is taken."""
    name = _checked(name, given_links(world))
    made = _made(world, [(name, view.value)], ())
    return made[0]


def revoke_link(world: World, name: str) -> Link:
    """Take one back: from now on it leads nowhere. Raises UsageError where there is none of that name."""
    one = _named(given_links(world), name).link
    world.store.links.replace([one], (), world.now())
    return one


def rotate_links(world: World, name: str | None = None) -> tuple[GivenLink, ...]:
    """Take that link, or all, back, and give out new ones under the same names."""
    given = given_links(world)
    old = [one.link for one in ([_named(given, name)] if name is not None else given)]
    return _made(world, [(link.name, link.view) for link in old], old) if old else ()


def addresses(token: str, web: WebSettings) -> Addresses:
    """Where a link leads, by the address under which the server is reached."""
    url = f"{web.public_url or _local(web)}/f/{token}.ics"
    parts = urlsplit(url)
    webcal = parts._replace(scheme="webcal").geturl()
    google = f"{_GOOGLE}{quote(webcal, safe='')}" if web.public_url and parts.scheme == "https" else None
    return Addresses(url, webcal, google)


def page_address(page: str, web: WebSettings) -> str:
    """Where the athlete's page is, by the token of it."""
    return f"{web.public_url or _local(web)}/a/{page}/"


def known_tokens(given: Sequence[GivenLink]) -> Mapping[str, GivenLink]:
    """By their id those links that can be followed."""
    return {one.link.id: one for one in given if one.token}


def followed(token: str, known: Mapping[str, GivenLink]) -> GivenLink | None:
    """The link of a calendar's token. To find that there is none takes as long as that it is another's."""
    one = known.get(token[:_ID_LENGTH])
    return one if _is_same(token, one.token if one else None) else None


def followed_page(token: str, known: Mapping[str, GivenLink]) -> GivenLink | None:
    """The same for a page's token."""
    one = known.get(token[:_ID_LENGTH])
    return one if _is_same(token, one.page if one else None) else None


def _is_same(token: str, right: str | None) -> bool:
    return hmac.compare_digest(token.encode(errors="replace"), (right or _NOBODY).encode())


def _made(world: World, named: Sequence[tuple[str, str]], old: Sequence[Link]) -> tuple[GivenLink, ...]:
    from onek_sync.store.feeds import new_id

    secret, now = _secret(world), world.now()
    new = [Link(new_id(), world.athlete, name, view, _key_of(secret), now) for name, view in named]
    world.store.links.replace(old, new, now)
    return tuple(_given(link, secret) for link in new)


def _given(link: Link, secret: str | None) -> GivenLink:
    if secret is None:
        return GivenLink(link, None)
    page = None if link.view == View.BUSY else _token(secret, _PAGE_PURPOSE, link.id)
    return GivenLink(link, _token(secret, _PURPOSE, link.id), page)


def _secret(world: World) -> str:
    """The secret of this athlete's links, made when it is first needed."""
    from onek_sync.store.feeds import new_secret

    with world.secrets.lock(KEPT_AS):
        known = world.secrets.get(KEPT_AS)
        if known is None:
            known = new_secret()
            world.secrets.put(KEPT_AS, known)
        return known


def _token(secret: str, purpose: bytes, id_: str) -> str:
    mac = hmac.digest(secret.encode(), purpose + id_.encode(), hashlib.sha256)
    return id_ + urlsafe_b64encode(mac[:_MAC_BYTES]).decode()


def _key_of(secret: str) -> str:
    """By what a secret is known: eight hexadecimal digits."""
    return hashlib.sha256(_KEY_PURPOSE + secret.encode()).hexdigest()[:8]


def _checked(name: str, given: Sequence[GivenLink]) -> str:
    name = name.strip()
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        what = f"{said(name)} is no name for a link"
        raise UsageError(Finding("F02", what, f"write who gets it, in {_LONGEST_NAME} letters at most"))
    if any(one.link.name == name for one in given):
        what = f"there is a link {said(name)} already"
        raise UsageError(Finding("F03", what, "name another, or see it: onek feed"))
    return name


def _named(given: Sequence[GivenLink], name: str) -> GivenLink:
    for one in given:
        if one.link.name == name:
            return one
    names = ", ".join(one.link.name for one in given)
    now = f"there are {names}" if names else "make one: onek feed add phone"
    raise UsageError(Finding("F04", f"there is no link {said(name)}", now))


def _local(web: WebSettings) -> str:
    """The address on this machine, where no public one is set."""
    host = "127.0.0.1" if web.host in {"0.0.0.0", "::"} else web.host  # noqa: S104  (it is asked, not bound)
    return f"http://{f'[{host}]' if ':' in host else host}:{web.port}"
