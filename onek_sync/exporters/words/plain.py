"""Text made plain: no control characters, one Unicode form, cut where a reader would cut."""

import re
import unicodedata

# Control characters, lone surrogates, code points that are no characters, and marks that turn the direction
# of what follows. The joiner of emoji (U+200D) is none of them.
_UNPRINTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Letters that do not come apart into a base and an accent, and signs with an ASCII twin.
_TWINS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "×": "x", "–": "-", "—": "-", "−": "-", "·": "-",
        "•": "-", "’": "'", "‘": "'", "′": "'", "“": '"', "”": '"', "″": '"', "…": "...",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Text of several lines: NFC, `\\n` line ends, no control characters, no trailing spaces."""
    if not text.isascii() or not text.replace("\n", "").isprintable():
        text = _UNPRINTED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
        text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def one_line(text: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(plain(text).split()) if text else ""


def ascii_only(text: str) -> str:
    """Text in ASCII: accents fall off, signs get their twin, what has neither is left out."""
    apart = unicodedata.normalize("NFKD", one_line(text).translate(_TWINS))
    return " ".join(apart.encode("ascii", "ignore").decode("ascii").split())


def clipped(text: str, most: int, mark: str = "…") -> str:
    """At most so many characters, cut between words where that keeps half of it, with a mark."""
    if len(text) <= most:
        return text
    head = text[: most - len(mark)]
    at = head.rfind(" ")
    if text[len(head)] != " " and at >= most // 2:
        head = head[:at]
    return head.rstrip(" ,;:+·-(/") + mark


def sentence(text: str) -> str:
    """Text with a full stop, unless it ends in one, or in another sign."""
    return text if not text or text[-1] in ".!?:;…" else f"{text}."


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
