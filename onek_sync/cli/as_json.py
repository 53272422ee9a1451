"""What the commands say to programs: plain data, printed as JSON."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from onek_sync.app.check import Report
from onek_sync.app.demo import Demo
from onek_sync.app.export import Said
from onek_sync.app.paces import PaceRow, PaceSheet
from onek_sync.app.parse import Parsed, ParsedOption
from onek_sync.app.project import Ready
from onek_sync.app.show import Bar, SessionLine, WeekView
from onek_sync.model.errors import Finding
from onek_sync.model.exchange import Loss
from onek_sync.model.session import HeartBand, PaceBand, ResolvedOption, ResolvedStep
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, StrengthSet

Data: TypeAlias = object

_MOST_STEPS = 2000  # as many as a profile has bars; nested repetitions can be millions


def put(data: Data) -> None:
    """Print it."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def finding(one: Finding) -> Data:
    """A fault or a doubt."""
    return {
        "code": one.code,
        "level": one.level.value,
        "what": one.what,
        "now": one.now,
        "file": one.place.file,
        "line": one.place.line,
        "column": one.place.column,
    }


def loss(one: Loss) -> Data:
    """What a format could not say."""
    return {"session": one.key, "format": one.format, "what": one.what, "instead": one.instead}


def faults(findings: Sequence[Finding]) -> Data:
    """A plan that could not be read."""
    return {"sound": False, "findings": [finding(one) for one in findings], "losses": []}


def report(one: Report) -> Data:
    """What `onek check` found."""
    return {
        "sound": one.sound,
        "weeks": one.weeks,
        "sessions": one.sessions,
        "findings": [finding(each) for each in one.findings],
        "losses": [loss(each) for each in one.losses],
    }


def parsed(one: Parsed) -> Data:
    """A workout that was read: the first option on top, the alternatives below it."""
    first, *others = (_option(option) for option in one.options)
    return {
        "text": one.text,
        **first,
        "alternatives": others,
        "findings": [finding(each) for each in one.findings],
    }


def _option(option: ParsedOption) -> dict[str, Data]:
    return {
        "kind": option.option.kind.value,
        "sport": option.option.sport,
        "meaning": option.meaning,
        **_done(option.resolved),
        "profile": _profile(option.bars),
    }


def _done(option: ResolvedOption) -> dict[str, Data]:
    """What is done, in order: runs and rests, and the exercises of strength work."""
    return {
        "metres": round(option.metres),
        "seconds": round(option.seconds),
        "steps": [_item(item) for item in islice(option.played(), _MOST_STEPS)],
    }


def _item(item: ResolvedStep | StrengthSet) -> Data:
    return _step(item) if isinstance(item, ResolvedStep) else _exercise(item)


def _exercise(item: StrengthSet) -> Data:
    return {
        "role": "strength",
        "exercise": item.exercise,
        **_count("sets", item.sets),
        **_amount(item.amount),
        "per_side": item.per_side,
        "load": _load(item.load),
        "rest": item.rest.chosen if item.rest else None,
        "tempo": item.tempo,
        "note": item.note,
    }


def _amount(amount: Count | Duration | Distance | None) -> dict[str, Data]:
    match amount:
        case Count():
            return _count("reps", amount)
        case Duration():
            return {"seconds": amount.chosen}
        case Distance():
            return {"metres": amount.chosen}
    return {}


def _count(name: str, count: Count) -> dict[str, Data]:
    """The number to plan with, and the range where one is written."""
    one: dict[str, Data] = {name: count.chosen}
    return one if count.low == count.high else {**one, f"{name}_range": [count.low, count.high]}


def _load(load: Load | None) -> Data:
    return None if load is None else {"unit": load.unit.value, "low": load.low, "high": load.high}


def _step(step: ResolvedStep) -> Data:
    match step.end:
        case Distance():
            end: dict[str, Data] = {"metres": step.end.metres}
        case Duration():
            end = {"seconds": step.end.seconds}
        case _:
            end = {"lap": True}
    return {
        "role": step.role.value,
        **end,
        "aim": step.aim,
        "pace": _pace(step.pace),
        "heart": _heart(step.heart),
        "rpe": step.rpe,
        "effort": step.effort,
        "cadence": step.cadence,
        "cue": step.step.cue,
    }


def _pace(band: PaceBand | None) -> Data:
    return None if band is None else {"fast": round(band.fast, 2), "slow": round(band.slow, 2), "per": "km"}


def _heart(band: HeartBand | None) -> Data:
    return None if band is None else {"low": band.low, "high": band.high, "method": band.method}


def _profile(bars: Sequence[Bar]) -> Data:
    return [{"seconds": round(bar.seconds, 1), "height": round(bar.height, 3)} for bar in bars]


def paces(sheet: PaceSheet) -> Data:
    """The pace table."""
    return {
        "units": sheet.units.value,
        "paces": [_pace_row(row) for row in sheet.rows],
        "notes": sheet.notes,
        "findings": [finding(each) for each in sheet.findings],
    }


def _pace_row(row: PaceRow) -> Data:
    return {
        "name": row.name,
        "goal": row.goal,
        "pace": _pace(row.band),
        "heart": [_heart(band) for band in row.heart],
    }


def weeks(plan: Ready, views: Sequence[WeekView]) -> Data:
    """Weeks with their sessions and totals."""
    head = plan.resolved.plan
    return {
        "plan": head.id,
        "title": head.title,
        "timezone": head.timezone,
        "weeks": [
            {
                "number": view.week.number,
                "phase": view.week.phase,
                "note": view.week.note,
                "start": view.week.start.isoformat(),
                "metres": round(view.metres),
                "seconds": round(view.seconds),
                "sessions": [_session(line) for line in view.lines],
            }
            for view in views
        ],
    }


def _session(line: SessionLine) -> dict[str, Data]:
    session = line.session.session
    return {
        "key": session.key,
        "day": session.day.isoformat(),
        "at": session.at.isoformat("minutes") if session.at else None,
        "kind": session.kind.value,
        "title": line.title,
        "hardness": line.session.hardness,
        "metres": round(line.session.main.metres),
        "seconds": round(line.session.main.seconds),
        "profile": _profile(line.bars),
    }


def sessions(full: Sequence[tuple[SessionLine, str]]) -> Data:
    """Sessions in full, with their alternatives and what is said around them."""
    return [
        {
            **_session(line),
            "description": text,
            **_done(line.session.main),
            "purpose": line.session.session.purpose,
            "cues": line.session.session.cues,
            "notes": asdict(line.session.session.notes),
            "alternatives": [_alternative(option) for option in line.session.options[1:]],
        }
        for line, text in full
    ]


def _alternative(option: ResolvedOption) -> Data:
    return {
        "kind": option.kind.value,
        "sport": option.sport,
        "title": option.label,
        "note": option.note,
        **_done(option),
    }


def exported(said: Said, paths: Sequence[Path] = ()) -> Data:
    """What was written, or would be: names, sizes, losses and refusals."""
    return {
        "format": said.exporter.name,
        "files": [{"name": name, "bytes": len(body)} for name, body in said.files.items()],
        "written": [str(path) for path in paths],
        "losses": [loss(one) for one in said.losses],
        "refused": [finding(one) for one in said.refused],
    }


def demo(done: Demo) -> Data:
    """What the demo made."""
    return {
        "folder": str(done.folder),
        "made": {place: sorted(said.files) for place, said in done.made.items()},
        "pushed": done.pushed,
        "kept": list(done.kept),
    }
