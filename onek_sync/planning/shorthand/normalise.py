"""One spelling for signs that look alike; every character keeps its place in the original text."""

import unicodedata
from dataclasses import dataclass

_SIGNS = {
    **dict.fromkeys("×✕✖⨯✗∗", "*"),
    **dict.fromkeys("‐‑‒–—―−－", "-"),
    **dict.fromkeys("’‘ʼ′´`ʹ‛", "'"),
    **dict.fromkeys("”“„″‟ʺ«»", '"'),
    **dict.fromkeys("·•∙⋅●▪‣", ";"),
    **dict.fromkeys("→➔➜⇒➝", "→"),
    **dict.fromkeys("≈∼～", "~"),
    "½": ".5",
    "¼": ".25",
    "¾": ".75",
    "\u200b": "",
    "\ufeff": "",
    "\u00ad": "",
}
QUOTES = frozenset(sign for sign, plain in _SIGNS.items() if plain == '"') | {'"'}


@dataclass(frozen=True, slots=True)
class Plain:
    """A normalised text beside its original; `offsets[i]` is where plain character i stands there."""

    original: str
    text: str
    offsets: tuple[int, ...]

    def column(self, index: int) -> int:
        """The column (from 1) in the original text."""
        return self.offsets[index] + 1

    def said(self, start: int, end: int) -> str:
        """The original characters of a stretch of the plain text."""
        return self.original[self.offsets[start] : self.offsets[end]]


def normalise(text: str) -> Plain:
    """The text with one spelling for signs that look alike, NFKC where that changes no number."""
    if text.isascii():
        return Plain(text, text, tuple(range(len(text) + 1)))
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in _cluster_ends(text):
        piece = _plain(text[start:end])
        pieces.append(piece)
        offsets.extend([start] * len(piece))
        start = end
    return Plain(text, "".join(pieces), (*offsets, len(text)))


def _cluster_ends(text: str) -> list[int]:
    """Where each character ends, together with the accents that follow it."""
    ends = [place for place in range(1, len(text)) if not unicodedata.combining(text[place])]
    return [*ends, len(text)]


def _plain(cluster: str) -> str:
    sign = _SIGNS.get(cluster)
    if sign is not None:
        return sign
    if cluster.isascii():
        return cluster
    folded = unicodedata.normalize("NFKC", cluster)
    # "10²" must not become 102, nor "㎡" m2; the digits of other scripts are no trap and stay as they are.
    if any(sign.isdigit() for sign in folded) and unicodedata.decimal(cluster[0], None) is None:
        return cluster
    return folded
