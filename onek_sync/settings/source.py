"""Where settings come from: onek.toml and the environment; and where in the text each key stands."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from onek_sync.model.errors import Finding, Place, SettingsError

Key = tuple[str, ...]  # ("athlete", "heart", "max")

PREFIX = "ONEK_"
_NEAR = 0.8  # of a name, from which on another is taken for it misspelt
_LARGEST = 32_000  # bytes; tomllib takes quadratic time for a key of thousands of parts
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEYS = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*\[\s*({_KEYS})\s*\]")
_ENTRY = re.compile(rf"\s*({_KEYS})\s*=")
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def text_of(file: Path) -> str:
    """The text of a settings file, "" where there is none."""
    try:
        with file.open("rb") as stream:
            body = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise SettingsError(Finding("S01", what, "look at its permissions", Place(str(file)))) from error
    if len(body) > _LARGEST:
        raise SettingsError(Finding("S01", "is too large to be settings", "look at it", Place(str(file))))
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        what = "is not in UTF-8"
        raise SettingsError(Finding("S01", what, "save it as UTF-8", Place(str(file), line))) from error


def table_of(text: str, file: str) -> dict[str, Any]:
    """The text as TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        fault = Finding("S02", "is nested too deep", "look at its brackets", Place(file))
    except ValueError as error:
        fault = _syntax(str(error), text, file)
    raise SettingsError(fault)


def _syntax(message: str, text: str, file: str) -> Finding:
    found = _WHERE.search(message)
    end = text.count("\n") + 1
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (end, 0)
    lines = text.split("\n")
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    now = 'texts and times stand in quotes: goal = "3:25"' if ":" in shown else "see config/onek.example.toml"
    what = _WHERE.sub("", message)
    return Finding("S02", f"this is no TOML: {what[:1].lower()}{what[1:]}", now, Place(file, line, column))


def place_of(key: Key, text: str, file: str) -> Place:
    """Where a key stands; the place of what holds it where the key itself is not found."""
    best, place = 0, Place(file)
    for path, line, column, entry in _entries(text):
        common = len(path) if key[: len(path)] == path else 0
        if common > best:
            inner = _inner(key[common:], entry)
            best, place = common, Place(file, line, column + inner)
    return place


def _entries(text: str) -> Iterator[tuple[Key, int, int, str]]:
    """Every header and key: its whole path, line, column, and the line from there on."""
    table: Key = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            yield table, number, header.start(1) + 1, ""
        elif entry := _ENTRY.match(line):
            yield (*table, *_parts(entry[1])), number, entry.start(1) + 1, line[entry.start(1) :]


def _parts(written: str) -> Key:
    return tuple(part.strip("\"' ") for part in re.findall(_NAME, written))


def _inner(rest: Key, entry: str) -> int:
    """How far into an entry with a table in braces the rest of the key stands."""
    at = 0
    for part in rest:
        found = re.compile(rf"""["']?\b{re.escape(part)}["']?\s*=""").search(entry, at)
        if not found:
            break
        at = found.start()
    return at


def twin_of(key: Key) -> str:
    """The variable that sets a key: athlete.heart.max is ONEK_ATHLETE_HEART_MAX."""
    return PREFIX + "_".join(key).upper()


def with_twins(
    table: dict[str, Any], environ: Mapping[str, str], keys: Iterable[Key]
) -> tuple[dict[str, Key], list[Finding]]:
    """Put the environment's values into a table; say which variables set what, and which are mistaken.

    A value that begins like a list or a table in braces is read as TOML, any other is a text.
    """
    twins = {twin_of(key): key for key in keys}
    said: dict[str, Key] = {}
    faults: list[Finding] = []
    for name in sorted(environ):
        value = environ[name]
        if name in twins and value:
            faults += _put(table, twins[name], name, value)
            said[name] = twins[name]
        elif value and name.startswith(PREFIX) and (now := _nearly(name, twins)):
            faults.append(Finding("S03", "there is no such setting", now, Place(name)))
    return said, faults


def _nearly(name: str, twins: Mapping[str, Key]) -> str:
    """What is meant by a variable that is no setting's; "" for one that may be another program's."""
    inside = [twin for twin in twins if twin.startswith(f"{name}_")]
    if inside:
        return f"set what is in it: {', '.join(inside)}"
    sections = tuple({f"{PREFIX}{key[0]}_".upper() for key in twins.values() if len(key) > 1})
    of_a_section = name.startswith(sections)
    close = get_close_matches(name, twins, 1, cutoff=0.6 if of_a_section else _NEAR)
    if close:
        return f"did you mean {close[0]}?"
    return "config/onek.example.toml has them all" if of_a_section else ""


def _put(table: dict[str, Any], key: Key, name: str, value: str) -> list[Finding]:
    parsed: Any = value
    if value.startswith(("[", "{")):
        try:
            parsed = table_of(f"value = {value}", name)["value"]
        except SettingsError as error:
            return [Finding("S02", finding.what, finding.now, Place(name)) for finding in error.findings]
    *outer, last = key
    for part in outer:
        inner = table.setdefault(part, {})
        if not isinstance(inner, dict):
            return []  # the file says something else there, which is a fault of its own
        table = inner
    table[last] = parsed
    return []
