"""Collecting every fault of a plan file, so that one reading names them all."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from onek_sync.model.errors import Finding, Level
from onek_sync.planning.file.yaml_nodes import Mapping as MappingNode
from onek_sync.planning.file.yaml_nodes import Node, Scalar

T = TypeVar("T")


class Faults:
    """What was found so far: errors and warnings."""

    def __init__(self, found: Iterable[Finding] = ()) -> None:
        self._found = list(found)

    def error(self, code: str, what: str, now: str, node: Node) -> None:
        """Something that must be mended before there is a plan."""
        self._found.append(Finding(code, what, now, node.place))

    def warn(self, code: str, what: str, now: str, node: Node) -> None:
        """Something that is doubtful."""
        self._found.append(Finding(code, what, now, node.place, Level.WARNING))

    def add(self, finding: Finding) -> None:
        """A finding of somebody else's."""
        self._found.append(finding)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors, each once, in the order of the file."""
        return self._of(Level.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The warnings, each once, in the order of the file."""
        return self._of(Level.WARNING)

    def _of(self, level: Level) -> tuple[Finding, ...]:
        ours = dict.fromkeys(finding for finding in self._found if finding.level is level)
        return tuple(sorted(ours, key=lambda finding: (finding.place.line, finding.place.column)))


_CURLY = frozenset("“”„‟«»‘’‚")
# How people name days in the languages that workouts may be written in.
_DAYS = {
    name: day
    for day, names in {
        "mon": "mo montag lu lun lundi",
        "tue": "di dienstag ma mar mardi",
        "wed": "mi mittwoch me mer mercredi",
        "thu": "do donnerstag je jeu jeudi",
        "fri": "fr freitag ve ven vendredi",
        "sat": "sa samstag sonnabend sam samedi",
        "sun": "so sonntag dim dimanche",
    }.items()
    for name in names.split()
}


def fields(node: Node, known: Iterable[str], what: str, faults: Faults) -> dict[str, Node]:
    """The values of a mapping by key, those that are empty left out; unknown keys are faults.

    `what` names the mapping in messages ("a week").
    """
    if not isinstance(node, MappingNode):
        if not (isinstance(node, Scalar) and node.empty):
            names = ", ".join(f"{key}: …" for key in list(known)[:3])
            faults.error("P11", f"{what} is made of keys and values", f"write {names}", node)
        return {}
    out: dict[str, Node] = {}
    allowed = tuple(known)
    for key, value in node.entries:
        if key.text not in allowed:
            faults.error("P10", f'{what} has no "{_short(key.text)}"', likely(key.text, allowed), key)
        elif not (isinstance(value, Scalar) and value.empty):
            out[key.text] = value
    return out


def likely(word: str, known: Iterable[str]) -> str:
    """What to do about an unknown word: the known one that looks most like it, or all of them."""
    names = {name.lower(): name for name in known}
    plain = word.strip().lower()
    plain = _DAYS.get(plain, plain)
    close = [name for name in names if name == plain]
    close = close or [name for name in names if len(plain) > 3 and plain.startswith(name)]
    close = close or get_close_matches(plain[:60], names, 1, 0.6)
    return f'did you mean "{names[close[0]]}"?' if close else f"it may have {', '.join(names.values())}"


def text_of(node: Node | None, what: str, faults: Faults) -> str:
    """A text, without space around it; empty when there is none."""
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return node.text.strip()
    faults.error("P11", f"{what} is one text", "write it on one line, in quotes if it has signs", node)
    return ""


def value_of(node: Node | None, read: Callable[[str], T], what: str, faults: Faults) -> T | None:
    """What `read` makes of the text; its ValueError ("… is no time; write …") becomes a fault."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        faults.error("P11", f"{what} is one value", "write it behind the colon", node)
        return None
    text = node.text.strip()
    if text[:1] in _CURLY:
        now = 'write straight ones, as in "3:34"; a word processor makes the others'
        faults.error("P13", f"{what}: curly quotes are a part of the text here", now, node)
        return None
    try:
        return read(text)
    except ValueError as error:
        said, _, now = str(error).rpartition("; ")
        faults.error("P13", f"{what}: {said}", now, node)
        return None


def required(values: Mapping[str, Node], key: str, now: str, where: Node, faults: Faults) -> Node | None:
    """The value of a key that must be there."""
    if key not in values:
        faults.error("P12", f'"{key}" is missing', now, where)
    return values.get(key)


def _short(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"
