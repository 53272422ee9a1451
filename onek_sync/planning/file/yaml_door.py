"""The YAML door: text in, nodes with places out. Small, plain, and safe with hostile files.

Values stay text here. What a text means (a time, a date, a number) is decided by who asks for it, so that
YAML's own guesses (18:30 is 1110, no is false, 2027-02-30 is a crash) never happen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from onek_sync.model.errors import Finding, Place, PlanError
from onek_sync.planning.file.yaml_faults import explained
from onek_sync.planning.file.yaml_nodes import INVISIBLE, Mapping, Node, Scalar, Sequence

MAX_CHARACTERS = 2_000_000  # a plan of a year is about 50,000
MAX_DEPTH = 20  # a plan needs 6
MAX_NODES = 100_000  # aliases counted as if written out
MERGE = "<<"

# What the library raises beside its own errors on odd input (OverflowError on "\UFFFFFFFF").
_SLIPS = YAMLError, ArithmeticError, ValueError, LookupError, AssertionError, TypeError, AttributeError
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds (None: nothing), and the faults that did not stop the reading."""

    root: Node | None
    findings: tuple[Finding, ...] = ()


def compose(text: str, name: str) -> Document:
    """The one document in `text`; `name` is the file in places. A key that is there twice is a finding.

    Raises PlanError for what is no YAML, has tags, several documents or invisible characters, refers to
    itself, or is larger than any plan.
    """
    if len(text) > MAX_CHARACTERS:
        raise _fault("P02", "this is far too large for a plan", "keep it under 2 MB", Place(name, 1, 1))
    _refuse_invisible(text, name)
    builder = _Builder(text, name)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        marks = [error.context_mark, error.problem_mark]
        places = [Place(name, mark.line + 1, mark.column + 1) if mark else builder.place for mark in marks]
        raise PlanError(explained(error.problem or error.context or "", text, *places)) from None
    except _SLIPS:
        raise PlanError(explained("", text, builder.place, builder.place)) from None
    return Document(builder.root, tuple(builder.findings))


def _refuse_invisible(text: str, name: str) -> None:
    found = INVISIBLE.search(text)
    if found:
        before = text[: found.start()].split("\n")
        raise PlanError(invisible(found[0], Place(name, len(before), len(before[-1]) + 1)))


def invisible(sign: str, place: Place) -> Finding:
    """The fault of a control character."""
    code = f"U+{ord(sign):04X}"
    return Finding("P03", f"there is an invisible control character here ({code})", "remove it", place)


def _fault(code: str, what: str, now: str, place: Place) -> PlanError:
    return PlanError(Finding(code, what, now, place))


@dataclass
class _Open:
    """A sequence or mapping that is being read: its nodes so far, keys and values in turn."""

    place: Place
    anchor: str | None
    mapping: bool
    flow: bool
    nodes: list[Node] = field(default_factory=list)


class _Builder:
    """Puts the parser's events together, counting as it goes."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.root: Node | None = None
        self.place = Place(name, 1, 1)  # of the last event
        self.findings: list[Finding] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}  # None: still open
        self._documents = 0
        self._size = 0

    def take(self, event: Any) -> None:  # ruamel has no types
        """One event more."""
        self.place = place = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case ScalarEvent():
                self._refuse_tag(event.tag, place)
                self._put(self._scalar(event, place), event.anchor)
            case AliasEvent():
                self._put(self._aliased(event, place), None)
            case SequenceStartEvent() | MappingStartEvent():
                self._refuse_tag(event.tag, place)
                mapping = isinstance(event, MappingStartEvent)
                self._open(_Open(place, event.anchor, mapping, bool(event.flow_style)))
            case SequenceEndEvent() | MappingEndEvent():
                self._close()
            case DocumentStartEvent():
                self._begin_document(place)
            case _:
                pass

    def _begin_document(self, place: Place) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _fault("P04", "a second document begins here (---)", "keep one plan in a file", place)

    def _refuse_tag(self, tag: object, place: Place) -> None:
        if tag is not None:
            short = str(tag).replace("tag:yaml.org,2002:", "!!")
            raise _fault("P04", f"a YAML tag ({short}) has no meaning in a plan", "remove it", place)

    def _scalar(self, event: Any, place: Place) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        properties = _PROPERTIES.match(self.text, start, end) if event.anchor else None
        if properties:
            start = properties.end()
            skipped = self.text[event.start_mark.index : start].split("\n")
            column = len(skipped[-1]) + (place.column if len(skipped) == 1 else 1)
            place = replace(place, line=place.line + len(skipped) - 1, column=column)
        sign = INVISIBLE.search(event.value)
        if sign:
            raise PlanError(invisible(sign[0], place))
        source, flow = self.text[start:end], self._in_flow()
        return Scalar(event.value, place, event.style or "", source, (start, end), flow=flow)

    def _aliased(self, event: Any, place: Place) -> Node:
        name = event.anchor
        if name not in self._anchors:
            what = f'"*{name}" refers to something that is not defined above'
            raise _fault(
                "P05", what, f'write "&{name}" where it is first said, or put the text in quotes', place
            )
        node = self._anchors[name]
        if node is None:
            raise _fault("P05", f'"*{name}" refers to itself', "write out what you mean", place)
        if isinstance(node, Scalar):
            span = event.start_mark.index, event.end_mark.index
            return replace(node, alias=name, span=span, flow=self._in_flow())
        return node

    def _in_flow(self) -> bool:
        return bool(self._stack) and self._stack[-1].flow

    def _open(self, opened: _Open) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise _fault(
                "P05", "this is nested far too deep for a plan", "take some levels out", opened.place
            )
        if opened.anchor:
            self._anchors[opened.anchor] = None
        self._stack.append(opened)

    def _close(self) -> None:
        opened = self._stack.pop()
        size = 1 + sum(node.size for node in opened.nodes)
        if opened.mapping:
            pairs = zip(opened.nodes[::2], opened.nodes[1::2], strict=True)
            entries = tuple(_entries(pairs, self.findings))
            self._put(Mapping(entries, opened.place, size), opened.anchor, counted=True)
        else:
            self._put(Sequence(tuple(opened.nodes), opened.place, size), opened.anchor, counted=True)

    def _put(self, node: Node, anchor: str | None, *, counted: bool = False) -> None:
        self._size += 1 if counted else node.size
        if self._size > MAX_NODES:
            what = "written out with all its aliases this is far too large for a plan"
            raise _fault("P05", what, "write fewer of them", node.place)
        if anchor:
            self._anchors[anchor] = node
        if self._stack:
            self._stack[-1].nodes.append(node)
        else:
            self.root = node


def _entries(pairs: Iterator[tuple[Node, Node]], findings: list[Finding]) -> Iterator[tuple[Scalar, Node]]:
    """The entries of a mapping, the first of two alike; what a merge key (<<) brings yields to the rest."""
    seen: dict[str, Place] = {}
    merged: list[tuple[Scalar, Node]] = []
    for key, value in pairs:
        if not isinstance(key, Scalar):
            raise _fault("P04", "a key must be a word", "write it like mon: 40min easy", key.place)
        if key.text == MERGE and not key.style:
            merged += _merged(value)
            continue
        if key.text in seen:
            what = f'"{key.text}" is written twice, first at {seen[key.text]}'
            now = "keep one of them; a day with several sessions holds a list"
            findings.append(Finding("P06", what, now, key.place))
            continue
        seen[key.text] = key.place
        yield key, value
    for key, value in merged:
        if key.text not in seen:
            seen[key.text] = key.place
            yield key, value


def _merged(value: Node) -> list[tuple[Scalar, Node]]:
    parts = value.items if isinstance(value, Sequence) else (value,)
    out: list[tuple[Scalar, Node]] = []
    for part in parts:
        if not isinstance(part, Mapping):
            raise _fault("P04", '"<<" needs a mapping', "write <<: *name of a mapping above", part.place)
        out += part.entries
    return out
