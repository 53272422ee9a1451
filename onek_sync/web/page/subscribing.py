"""The ways to a subscription: a link for each calendar, and the same as a QR code."""

from dataclasses import dataclass
from urllib.parse import quote

from onek_sync.app.feed_links import WebSettings, addresses


@dataclass(frozen=True, kw_only=True)
class Ways:
    """The addresses of a feed for its subscribers; None where they could not fetch it.

    `local`: the address is one of the machine that serves, and of no use anywhere else. `qr`: an `<svg>`.
    """

    https: str
    webcal: str
    google: str | None
    outlook: str | None
    office: str | None
    qr: str
    local: bool


def ways(token: str, title: str, web: WebSettings) -> Ways:
    """The ways to the feed of a link's token. Google and Outlook fetch it by themselves, over https only."""
    at = addresses(token, web)
    return Ways(
        https=at.https,
        webcal=at.webcal,
        google=at.google,
        outlook=_outlook("outlook.live.com", at.https, title) if at.google else None,
        office=_outlook("outlook.office.com", at.https, title) if at.google else None,
        qr=_qr(at.webcal),
        local=web.public_url is None,
    )


def _outlook(host: str, url: str, name: str) -> str:
    url, name = (quote(text, safe="", errors="replace") for text in (url, name))
    return f"https://{host}/calendar/0/addfromweb?url={url}&name={name}"


def _qr(text: str) -> str:
    import segno

    code = segno.make(text, error="m", micro=False)
    return code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, light="#fff", border=3)
