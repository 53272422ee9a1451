"""A strict reader of pages: HTML5 by its letter, and what a page would fetch."""

import re
from xml.etree.ElementTree import Element

import html5lib

_LOADERS = ("script", "link", "img", "iframe", "object", "embed", "base", "image", "use")
# Attributes through which a page loads something, or goes somewhere.
_LOADS = (
    "src",
    "srcset",
    "href",
    "action",
    "data",
    "poster",
    "background",
    "{http://www.w3.org/1999/xlink}href",
)


def read(body: bytes) -> Element:
    """The page's tree; a single parse error, by the letter of HTML5, is raised."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(body, transport_encoding="utf-8")


def read_fragment(body: bytes) -> Element:
    """What stands in a page's body."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(body.decode())


def name(element: Element) -> str:
    """Its name without a namespace: svg, path."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def all_of(tree: Element, *names: str) -> list[Element]:
    return [element for element in tree.iter() if name(element) in names]


def words(element: Element) -> str:
    """Its text on one line."""
    return " ".join(" ".join(element.itertext()).split())


def fetched(tree: Element) -> list[str]:
    """Every address that a browser would load, and every element that could."""
    found = [
        element.tag for element in all_of(tree, "script", "link", "img", "iframe", "object", "embed", "base")
    ]
    for element in tree.iter():
        values = (element.get(attribute) for attribute in _LOADS)
        found += [value for value in values if value and not value.startswith("#")]
        style = (element.text or "") if name(element) == "style" else element.get("style", "")
        found += re.findall(r"@import|url\(", style)
        found += [key for key in element.attrib if key.lower().startswith("on")]
    return found
