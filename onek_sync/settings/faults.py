"""The settings by their keys; and what pydantic finds wrong with them, said to a person."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from onek_sync.model.errors import Finding, Place
from onek_sync.model.notation import said
from onek_sync.settings.source import Key
from onek_sync.settings.targets import BY_KIND

# By pydantic's name of the fault: what to write instead.
_REMEDIES = {
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "string_type": "write a text in quotes",
    "tuple_type": 'write a list: ["30 min", "1 day"]',
    "dict_type": 'write a table: {{1K = "3:34"}}',
    "model_type": "write it as a section of its own, with its settings below",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "enum": "write one of {expected}",
    "date_from_datetime_parsing": "write a date: 2027-01-31",
    "date_type": "write a date: 2027-01-31",
}


_KINDS = f"write one of {', '.join(BY_KIND)}"


def finding_of(detail: ErrorDetails, shape: type[BaseModel], place: Callable[[Key], Place]) -> Finding:
    """The fault as a finding; `place` knows where a key stands."""
    key = _written(tuple(str(part) for part in detail["loc"] if part != "[key]"))
    name = ".".join(key)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        kind_of_target = BY_KIND.get(str(detail["loc"][2])) if key[0] == "targets" else None
        meant = _meant(kind_of_target, key[2:]) if kind_of_target else _meant(shape, key)
        return Finding("S03", f"{name}: there is no such setting", meant, place(key))
    if kind == "union_tag_not_found":
        return Finding("S04", f"{name} has no kind", _KINDS, place(key))
    if kind == "union_tag_invalid":
        what = f"{name}.kind: {said(context['tag'])} is no kind of target"
        return Finding("S04", what, _KINDS, place((*key, "kind")))
    if kind == "missing":
        return Finding("S04", f"{name} is missing", "write it too", place(key))
    if kind == "value_error":
        what, _, now = str(context["error"]).partition("; ")
        return Finding("S04", f"{name}: {what}", now, place(key))
    remedy = _REMEDIES[kind].format(**context) if kind in _REMEDIES else detail["msg"]
    return Finding("S04", f"{name}: {said(str(detail['input']))} will not do", remedy, place(key))


def _written(loc: Key) -> Key:
    """The key as it is written: pydantic puts a target's kind behind its name."""
    return (*loc[:2], *loc[3:]) if loc[0] == "targets" and len(loc) > 2 and loc[2] in BY_KIND else loc


def _meant(shape: type[BaseModel], key: Key) -> str:
    """The setting beside an unknown one that has nearly its name; else the one of another section."""
    section = shape
    for part in key[:-1]:
        section = section_of(section.model_fields.get(part)) or section
    beside = list(section.model_fields)
    elsewhere = {known[-1]: ".".join(known) for known in keys_of(shape)}
    close = get_close_matches(key[-1], beside, 1) or [
        elsewhere[name] for name in get_close_matches(key[-1], elsewhere, 1)
    ]
    return f"did you mean {close[0]}?" if close else f"here belong {', '.join(beside)}"


def keys_of(shape: type[BaseModel], above: Key = ()) -> Iterator[Key]:
    """Every setting by its key; sections are no settings."""
    for name, field in shape.model_fields.items():
        section = section_of(field)
        if section:
            yield from keys_of(section, (*above, name))
        else:
            yield (*above, name)


def section_of(field: FieldInfo | None) -> type[BaseModel] | None:
    """The shape of a field that is a section."""
    shape = field.annotation if field else None
    return shape if isinstance(shape, type) and issubclass(shape, BaseModel) else None
