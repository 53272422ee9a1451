"""How links are shown: each with its addresses, its page and a QR code, or as a table of who fetched last."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from rich.markup import escape

from onek_sync.app.feed_links import GivenLink, addresses, page_address
from onek_sync.cli import as_json as data
from onek_sync.cli.terminal import columns, err, out, plain

if TYPE_CHECKING:
    from onek_sync.app.feed_links import WebSettings

_NONE = "There is no link yet. Make one: onek feed add phone"
_LOST = "its secret is gone, so it leads nowhere; make it anew: onek feed rotate"
_LOCAL = (
    "These links work on this machine only. For phones, and for Google, set public_url in [web]; "
    "config/onek.example.toml says how."
)


def told(links: Sequence[GivenLink], web: "WebSettings") -> None:
    """Every link in full."""
    for one in links:
        out.print(f"[bold]{escape(one.link.name)}[/]{_busy(one)}")
        if one.token is None:
            out.print(f"  {_LOST}")
        else:
            _addresses(one.token, one.page, web)
    if not links:
        out.print(_NONE)
    elif not web.public_url:
        err.print(f"[dim]{escape(_LOCAL)}[/]", soft_wrap=not err.is_terminal)


def _addresses(token: str, page: str | None, web: "WebSettings") -> None:
    """A QR code only where a phone can see it, and reach what it says."""
    at = addresses(token, web)
    if page:
        out.print(f"  page     {page_address(page, web)}", soft_wrap=True, markup=False)
    out.print(f"  Apple    {at.webcal}", soft_wrap=True, markup=False)
    out.print(f"  others   {at.https}", soft_wrap=True, markup=False)
    if at.google:
        out.print(f"  Google   {at.google}", soft_wrap=True, markup=False)
    if web.public_url and out.is_terminal:
        import segno

        segno.make(at.webcal, error="l", micro=False).terminal(compact=True)


def table(links: Sequence[GivenLink], zone: tzinfo | None) -> None:
    """Who fetched last, and when."""
    if not links:
        out.print(_NONE)
        return
    shown = columns("Link", "Given out", "Last fetched", "By")
    for one in links:
        link = one.link
        last = _when(link.fetched, zone) if link.fetched else "never"
        by = plain(link.fetched_by) if one.token else _LOST
        shown.add_row(f"{escape(link.name)}{_busy(one)}", _when(link.made, zone), last, escape(by))
    out.print(shown)


def revoked(name: str) -> None:
    """A link that is no more."""
    out.print(f"The link {name} leads nowhere from now on.", markup=False)


def as_data(links: Sequence[GivenLink], web: "WebSettings") -> None:
    """The links with their addresses, for programs."""
    data.put({"links": [_link(one, web) for one in links]})


def _link(one: GivenLink, web: "WebSettings") -> data.Data:
    link, at = one.link, addresses(one.token, web) if one.token else None
    return {
        "name": link.name,
        "view": link.view,
        "made": link.made.isoformat(),
        "fetched": link.fetched.isoformat() if link.fetched else None,
        "by": link.fetched_by or None,
        "https": at.https if at else None,
        "webcal": at.webcal if at else None,
        "google": at.google if at else None,
        "page": page_address(one.page, web) if one.page else None,
    }


def _busy(one: GivenLink) -> str:
    return " (busy)" if one.link.view == "busy" else ""


def _when(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
