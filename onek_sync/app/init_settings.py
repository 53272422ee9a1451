"""onek.toml from a wizard's answers: what was answered is put in, every other line and comment stays."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from typing import TypeAlias

import tomlkit
from tomlkit.items import InlineTable, Table

Key: TypeAlias = tuple[str, ...]  # ("athlete", "heart", "max")
Value: TypeAlias = str | int | dict[str, object] | None  # None: not to be set
Said: TypeAlias = Mapping[str, str]  # what was answered, by the question's name; "": nothing

HEAD = "# Your settings for onek, written by `onek init`: change what you like, or run it again.\n\n"

_HEART = ("max", "rest", "threshold")
_RESULT = re.compile(r"(.+?)(?:\s*[:=]\s|\s+in\s|\s)\s*(\S+)")

_MEANING = {
    ("timezone",): "where you train",
    ("athlete", "units"): "what you think in: km or mi",
    ("athlete", "level"): "what stands behind you: beginner, intermediate or advanced",
    ("athlete", "age"): "in years",
    ("athlete", "recent"): "races of the last three months, by their distance; your paces come from them",
    ("athlete", "heart", "max"): "beats per minute, the highest you have seen",
    ("athlete", "heart", "rest"): "on waking",
    ("athlete", "heart", "threshold"): "the mean of the last 20 minutes of a 30-minute race by yourself",
    ("times", "default"): 'when sessions start; a day of its own: sat = "09:00"',
}


def settings_text(before: str, said: Said) -> str:
    """The text of onek.toml with the answers in it; `before`: what stands there now, "" for no file."""
    document = tomlkit.parse(before or HEAD)
    table = tomllib.loads(before)
    for key, value in _values(said, table):
        _put(document, key, value, _added)
        _put(table, key, value, lambda plain, _: plain)
    text = tomlkit.dumps(document)
    # A key with dots on the top level ("athlete.level = …") can lead the library to put the next setting
    # under the wrong heading. Settings matter more than the layout: the file is then laid out anew.
    return text if _means(text, table) else HEAD + tomlkit.dumps(table)


def _means(text: str, table: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == table
    except tomllib.TOMLDecodeError:
        return False


def _values(said: Said, table: Mapping[str, object]) -> Iterator[tuple[Key, Value]]:
    """Each setting that was spoken of; `table`: what is set now."""
    texts = {
        "timezone": ("timezone",),
        "units": ("athlete", "units"),
        "level": ("athlete", "level"),
        "at": ("times", "default"),
    }
    for name, key in texts.items():
        if name in said:
            yield key, said[name] or None
    if "age" in said:
        yield ("athlete", "age"), _number(said["age"])
    if "recent" in said:
        yield ("athlete", "recent"), _dated(dict(map(_named, results_in(said["recent"]))), table) or None
    if "heart" in said:
        beats = heart_in(said["heart"])
        yield from ((("athlete", "heart", name), beats.get(name)) for name in _HEART)


def _number(text: str) -> Value:
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else text or None


def results_in(text: str) -> tuple[str, ...]:
    """Races in one text, "5K 20:50, 1K 3:31"; a comma within a time is none between races."""
    return tuple(part.strip() for part in re.split(r"[;\n]|,(?!\d)", text) if part.strip())


def _named(result: str) -> tuple[str, object]:
    """A race's distance and its time, as they were written."""
    found = _RESULT.fullmatch(result)
    return (found[1], found[2]) if found else (result, "")


def _dated(races: dict[str, object], table: Mapping[str, object]) -> dict[str, object]:
    """The races, each with its day where it is set already."""
    athlete = table.get("athlete")
    known = athlete.get("recent") if isinstance(athlete, Mapping) else None
    if not isinstance(known, Mapping):
        return races
    old = {name: one for name, one in known.items() if isinstance(one, dict)}
    return {
        name: old[name] if name in old and old[name].get("time") == time else time
        for name, time in races.items()
    }


def heart_in(text: str) -> dict[str, int]:
    """Heart rates by their names, from "max 190, rest 48"."""
    return {name: int(beats) for name, beats in re.findall(r"(max|rest|threshold)\D*(\d{1,4})", text)}


def _put(
    table: MutableMapping[str, object], key: Key, value: Value, made: Callable[[object, Key], object]
) -> None:
    """Set, change or remove one setting; what has that value already stays as it is written."""
    *outer, last = key
    for part in outer:
        if part not in table:
            if value is None:
                return
            _add(table, part, tomlkit.inline_table() if isinstance(table, InlineTable) else made({}, ()))
        inner = table[part]
        if not isinstance(inner, MutableMapping):
            return  # a fault that the reader of the settings names
        table = inner
    if value is None:
        table.pop(last, None)
    elif last not in table:
        _add(table, last, made(deepcopy(value), () if isinstance(table, InlineTable) else key))
    elif table[last] != value:
        table[last] = made(deepcopy(value), ())


def _add(table: MutableMapping[str, object], name: str, item: object) -> None:
    """A setting behind the last one of its section, before the comments that lead to the next section."""
    body = table.value.body if isinstance(table, Table) else []
    kept = next((index for index in range(len(body), 0, -1) if body[index - 1][0] is not None), 0)
    behind = body[kept:]
    del body[kept:]
    table[name] = item
    body.extend(behind)


def _added(value: object, key: Key) -> object:
    """A value as the library writes it, with its meaning behind it where it is new."""
    if isinstance(value, dict) and not value:
        return tomlkit.table()
    if isinstance(value, dict):
        races = tomlkit.inline_table()
        races.update(value)
        item: tomlkit.items.Item = races
    else:
        item = tomlkit.item(value)
    return item.comment(_MEANING[key]) if key else item
