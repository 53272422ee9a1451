"""JSON of unknown shape, read without trust: every object knows its line, every value may be anything."""

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from onek_sync.model.errors import Place
from onek_sync.planning.importing.clean_words import one_line
from onek_sync.planning.importing.limits import refuse

Json = Mapping[str, object]
_STRING_OR_BRACE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)
_NOTHING: Json = {}
_AGAIN = "export the workout once more"


class Placed(dict[str, object]):
    """A JSON object and the line on which it begins, from 1."""

    line: int = 0


def read_json(text: str, file: str) -> object:
    """What a JSON text says, its objects `Placed`. PlanError where it is no JSON, or nested without end."""
    text = text.removeprefix("\ufeff")
    lines = _lines_of_objects(text)

    def placed(pairs: list[tuple[str, object]]) -> Placed:
        made = Placed(pairs)
        made.line = next(lines, 0)
        return made

    try:
        found: object = json.loads(text, object_pairs_hook=placed, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        raise refuse("G01", f"this is no JSON: {error.msg}", _AGAIN, place) from None
    except RecursionError:
        raise refuse("G01", "the JSON is nested deeper than any workout", _AGAIN, Place(file)) from None
    except ValueError as error:  # NaN, and integers of thousands of digits
        what = f"a number in this JSON is none: {one_line(str(error))}"
        raise refuse("G01", what, _AGAIN, Place(file)) from None
    return found


def object_in(parent: Json, name: str) -> Json:
    """The object below a name, or an empty one."""
    value = parent.get(name)
    return value if isinstance(value, Placed) else _NOTHING


def objects_in(parent: Json, name: str) -> list[Placed]:
    """The objects in the list below a name; whatever else is in it is left out."""
    value = parent.get(name)
    return [item for item in value if isinstance(item, Placed)] if isinstance(value, list) else []


def number_in(parent: Json, name: str) -> float | None:
    """A finite number below a name, perhaps written as text; None for anything else, true and false too."""
    value = parent.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value) if not isinstance(value, str) or len(value) <= 40 else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def text_in(parent: Json, name: str) -> str:
    """The text below a name, or an empty one."""
    value = parent.get(name)
    return value if isinstance(value, str) else ""


def _refuse_constant(word: str) -> object:
    raise ValueError(word)


def _lines_of_objects(text: str) -> Iterator[int]:
    """The line on which each object begins, in the order in which the objects end.

    That is the order in which `json` makes them; it tells no places itself.
    """
    breaks = [found.start() for found in re.finditer("\n", text)]
    opened: list[int] = []
    for found in _STRING_OR_BRACE.finditer(text):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            yield bisect_right(breaks, opened.pop()) + 1
