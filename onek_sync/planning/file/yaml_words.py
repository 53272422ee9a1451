"""Writing texts as YAML: plain where every YAML reader takes it for a text, in quotes where not."""

import re

from onek_sync.planning.file.yaml_nodes import INVISIBLE

_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_TRAPS = re.compile(r": |:$| #|^\s|\s$|---|\.\.\.")
_FLOW_SIGNS = re.compile(r"[\[\]{},]|:$|:[\[\]{},]")
# What some reader takes for a number, a time, a date, a truth or nothing: 18:30 is 1110 to YAML 1.1.
_NO_TEXT = re.compile(
    r"[-+.\d][\d.:_eExXoOa-fA-F+-]*|y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE | re.ASCII
)
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff]')
_FOLD_FROM = 100


def plain_is_safe(text: str, *, flow: bool = False) -> bool:
    """Whether a text may stand without quotes; `flow`: inside [] or {}."""
    if not _PLAIN.fullmatch(text) or _TRAPS.search(text) or _NO_TEXT.fullmatch(text):
        return False
    return not (flow and _FLOW_SIGNS.search(text))


def word(text: str, *, flow: bool = False) -> str:
    """The text on one line, in double quotes where it needs them; without invisible characters."""
    text = INVISIBLE.sub("", text).strip()
    return text if plain_is_safe(text, flow=flow) else double_quoted(text)


def double_quoted(text: str) -> str:
    """The text in double quotes, what cannot be seen as an escape."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def single_quoted(text: str) -> str | None:
    """The text in single quotes; None where they cannot hold it."""
    if re.search(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]", text):
        return None
    return "'" + text.replace("'", "''") + "'"


def entry(key: str, text: str) -> list[str]:
    """The lines of a key with a text: a long one folded, several lines as a block, each indented by two.

    Invisible characters are left out: the reader refuses them.
    """
    return f"{key} {_paragraph(INVISIBLE.sub('', text).strip())}".split("\n")


def comment(text: str) -> list[str]:
    """The lines of a comment; a text without words is an empty one."""
    return [f"# {line}" for line in _wrapped(" ".join(text.split()))] if text.split() else ["#"]


def _paragraph(text: str) -> str:
    lines = text.split("\n")
    if len(lines) > 1 and all(line == line.strip() and _PLAIN.fullmatch(line) for line in lines):
        return "".join(("|-", *(f"\n  {line}" for line in lines)))
    if len(text) > _FOLD_FROM and _PLAIN.fullmatch(text) and text == " ".join(text.split()):
        return "".join((">-", *(f"\n  {line}" for line in _wrapped(text))))
    return word(text)


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for part in text.split(" "):
        longer = f"{lines[-1]} {part}" if lines[-1] else part
        if len(longer) <= _FOLD_FROM or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in '"\\':
        return "\\" + sign
    return {"\n": "\\n", "\t": "\\t"}.get(sign, f"\\u{ord(sign):04X}")
