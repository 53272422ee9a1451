"""CSV: a row a session, for spreadsheets and scripts, by RFC 4180.

UTF-8 with a byte order mark: Excel reads Å as Ã… without one, and readers of UTF-8 know it. Rows end in CRLF,
and every cell is one line. Lengths are in the athlete's unit, which the head names. The columns from "title"
on hold what the plan itself says and may be empty; "headline", "in_words" and "advice" follow from it.

What a spreadsheet would run as a formula gets a ' in front: a cell that begins with = + - or @, and one of
these behind a semicolon, where Excel in many countries begins the next cell. Take one ' off where ' stands
before one of these (or before more ' and one of these), and the text is as it was written.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from onek_sync.exporters.sheet import SessionSheet, session_sheet
from onek_sync.exporters.words import Part
from onek_sync.exporters.words.plain import one_line, sentence
from onek_sync.model.exchange import Artifact, Exporter, Loss, Options
from onek_sync.model.session import ResolvedPlan, ResolvedSession

_FORMULA = re.compile(r"(?P<before>^|;\s*)(?='*[=+\-@＝＋－＠])")
_BOM = b"\xef\xbb\xbf"
CUES_APART = " | "
"""Between the cues of a session, in their one cell."""
_ON_FOOT = 100.0  # metres from which a length is worth a figure


def harmless(text: str) -> str:
    """Foreign words as a cell that no spreadsheet runs."""
    return _FORMULA.sub(r"\g<before>'", one_line(text))


def _advice(sheet: SessionSheet) -> str:
    """What is said of the session that its plan does not say: what it is for, when to stop."""
    this = sheet.session.session
    own = set(map(sentence, map(one_line, (this.purpose, this.notes.text, sheet.session.main.note))))
    said = (sentence(one_line(line.text)) for line in sheet.of(Part.PURPOSE, Part.NOTE, Part.ADVICE))
    return " ".join(words for words in said if words not in own)


def _minutes(sheet: SessionSheet) -> str:
    return f"{sheet.session.main.seconds / 60:.0f}" if sheet.session.main.seconds else ""


def _in_words(sheet: SessionSheet) -> str:
    said = sheet.of(Part.WORK, Part.RACE, Part.SPLITS, Part.AROUND, Part.OTHERWISE)
    return " ".join(sentence(line.said) for line in said)


# The columns of words; `workout` and the distance stand between the first eight and the others.
_FIRST: Mapping[str, Callable[[SessionSheet], str]] = {
    "date": lambda sheet: sheet.session.session.day.isoformat(),
    "weekday": lambda sheet: f"{sheet.session.session.day:%a}",
    "start": lambda sheet: f"{sheet.session.session.at:%H:%M}" if sheet.session.session.at else "",
    "week": lambda sheet: str(sheet.session.session.week),
    "phase": lambda sheet: sheet.session.session.phase,
    "key": lambda sheet: sheet.session.key,
    "kind": lambda sheet: sheet.session.kind.value,
    "headline": lambda sheet: sheet.title,
}
_LAST: Mapping[str, Callable[[SessionSheet], str]] = {
    "duration_min": _minutes,
    "hardness": lambda sheet: str(sheet.session.hardness),
    "in_words": _in_words,
    "advice": _advice,
    "title": lambda sheet: sheet.session.session.title,
    "purpose": lambda sheet: sheet.session.session.purpose,
    "cues": lambda sheet: CUES_APART.join(map(one_line, sheet.session.session.cues)),
    "note": lambda sheet: sheet.session.session.notes.text,
    "food": lambda sheet: sheet.session.session.notes.food,
    "drink": lambda sheet: sheet.session.session.notes.drink,
    "sleep": lambda sheet: sheet.session.session.notes.sleep,
    "mobility": lambda sheet: sheet.session.session.notes.mobility,
}


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact:
    """The session's row. A workout that no line of a plan file can say has an empty cell, and is a loss."""
    sheet = session_sheet(session, plan)
    workout, losses = _workout(session, options)
    cells = (
        *(cell(sheet) for cell in _FIRST.values()),
        workout,
        _distance(session, plan),
        *(cell(sheet) for cell in _LAST.values()),
    )
    name = f"{session.session.day:%Y-%m-%d}-{session.key}.csv"
    return Artifact(key=session.key, name=name, body=_row(map(harmless, cells)), losses=losses)


def _workout(session: ResolvedSession, options: Options) -> tuple[str, tuple[Loss, ...]]:
    if options.notation is None:
        return "", ()
    try:
        return options.notation(session.session.options), ()
    except ValueError:
        return "", (Loss(session.key, "csv", "the workout in one line", "it stands in words"),)


def _distance(session: ResolvedSession, plan: ResolvedPlan) -> str:
    metres = session.main.metres
    return f"{metres / plan.plan.athlete.units.metres:.1f}" if metres >= _ON_FOOT else ""


def _row(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def join(artifacts: Sequence[Artifact], plan: ResolvedPlan, options: Options) -> bytes:
    """The head, then the rows."""
    head = (*_FIRST, "workout", f"distance_{plan.plan.athlete.units.value}", *_LAST)
    return _BOM + _row(head) + b"".join(artifact.body for artifact in artifacts)


EXPORTER = Exporter(
    name="csv",
    suffix="csv",
    media_type="text/csv; charset=utf-8",
    says="a row a session, for spreadsheets",
    say=say,
    join=join,
)
