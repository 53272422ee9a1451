"""A strict reader of pages: HTML5 by its letter, and what a page would fetch."""

import re
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

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
    """The page's tree. A reader of HTML forgives every fault; here the first one fails."""
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(body, transport_encoding="utf-8")
    assert parser.errors == []
    return tree


def read_fragment(body: bytes) -> Element:
    """What stands in a page's body."""
    return read(b"<!DOCTYPE html><title>A fragment</title>" + body)


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
