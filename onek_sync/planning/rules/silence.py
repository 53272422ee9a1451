"""Doubts that a plan's writer has heard and overruled: `# onek: allow V2, V9` in the plan file.

Where the comment stands says for what it holds:

* behind a session, or above it and below the day before: that day;
* between the beginning of a week and its first day, or right above the week: that week;
* above `weeks:`: the whole plan.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from onek_sync.model.errors import Finding, Level
from onek_sync.planning.file.race_day import WEEKDAYS

_ALLOW = re.compile(r"(?:^|\s)#\s*onek:\s*allow\s+([A-Z]\d{1,2}(?:[\s,]+[A-Z]\d{1,2})*)\b", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]\d{1,2}", re.IGNORECASE)
_COMMENT = re.compile(r"\s*#")
_WEEKS = re.compile(r"weeks\s*:")
_WEEK = re.compile(r"\s*-(?:\s|$)")
_DAY = re.compile(rf"\s*(?:-\s+)?({'|'.join(WEEKDAYS)})\s*:")


@dataclass(slots=True)
class _Scope:
    """Lines of the file, and the codes that are allowed there."""

    first: int
    last: int
    codes: set[str] = field(default_factory=set)


def silenced(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings that no comment in the plan's text allows. Errors cannot be allowed."""
    scopes = [scope for scope in _Outline(text.splitlines()).scopes() if scope.codes]
    return tuple(finding for finding in findings if not any(_allows(scope, finding) for scope in scopes))


def _allows(scope: _Scope, finding: Finding) -> bool:
    if finding.level is Level.ERROR:
        return False
    return finding.code in scope.codes and scope.first <= finding.place.line <= scope.last


class _Outline:
    """A plan file read for nothing but where its weeks and days begin."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._plan = _Scope(0, len(lines) + 1)
        self._weeks: list[_Scope] = []
        self._days: list[_Scope] = []
        self._in_weeks = False
        self._week_indent: int | None = None
        self._day_indent = 0
        self._waiting: set[str] = set()  # from comments that stand above something

    def scopes(self) -> list[_Scope]:
        """The plan, its weeks and its days, with what is allowed in each."""
        for number, line in enumerate(self._lines, 1):
            self._take(number, line)
        return [self._plan, *self._weeks, *self._days]

    def _take(self, number: int, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        codes = _codes(line)
        if not self._in_weeks:
            self._plan.codes |= codes
            self._in_weeks = bool(_WEEKS.match(line))
        elif _COMMENT.match(line):
            self._above(indent).update(codes)
        else:
            self._structure(number, line, indent)
            self._here().update(codes)

    def _structure(self, number: int, line: str, indent: int) -> None:
        """A week or a day begins here, perhaps both."""
        if _WEEK.match(line) and self._week_indent in (None, indent):
            self._week_indent = indent
            self._begin(self._weeks, number)
        if self._weeks and (day := _DAY.match(line)):
            self._day_indent = day.start(1)
            self._begin(self._days, number)

    def _begin(self, scopes: list[_Scope], number: int) -> None:
        """The last scope ends, and a new one begins with what was allowed above it."""
        for before in (self._days, scopes):
            if before and before[-1].last >= number:
                before[-1].last = number - 1
        scopes.append(_Scope(number, len(self._lines), self._waiting))
        self._waiting = set()

    def _above(self, indent: int) -> set[str]:
        """What a comment on a line of its own belongs to: its day, its week, or what follows."""
        head = self._head()
        if head is not None:
            return head
        return self._days[-1].codes if self._days and indent > self._day_indent else self._waiting

    def _head(self) -> set[str] | None:
        """What is allowed in a week, while none of its days has begun."""
        if self._weeks and not (self._days and self._days[-1].first >= self._weeks[-1].first):
            return self._weeks[-1].codes
        return None

    def _here(self) -> set[str]:
        """What is allowed where a line stands that is no comment."""
        head = self._head()
        if head is not None:
            return head
        return self._days[-1].codes if self._days else self._plan.codes


def _codes(line: str) -> set[str]:
    found = _ALLOW.search(line)
    return {code.upper() for code in _CODE.findall(found[1])} if found else set()
