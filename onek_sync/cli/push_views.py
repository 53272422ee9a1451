"""How a push is told: target by target, a line a change, a sentence at the end; or all of it as JSON."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from onek_sync.app.push import (
    WRITES,
    Adopt,
    Change,
    Create,
    Delete,
    Diff,
    Move,
    Outcome,
    Pushed,
    Release,
    Report,
    Skip,
    Update,
    day_of,
    key_of,
    title_of,
)
from onek_sync.cli import as_json as data
from onek_sync.cli.terminal import err, finding_line, out
from onek_sync.model.errors import Level, OnekError, Waiting

_SIGNS: dict[type, tuple[str, str]] = {
    Create: ("+", "green"),
    Update: ("~", "yellow"),
    Move: (">", "yellow"),
    Delete: ("-", "red"),
    Adopt: ("=", "cyan"),
    Release: ("x", "cyan"),
    Skip: (".", "dim"),
}


class Telling:
    """Hears what happens at each target and tells it; `end` gives the exit code.

    `deed`: what is done with the changes, as a verb.
    """

    def __init__(self, *, as_json: bool, deed: str = "send") -> None:
        self._as_json = as_json
        self._deed = deed
        self._told: list[dict[str, data.Data]] = []
        self._failed = False
        self._bar: Progress | None = None

    @contextmanager
    def target(self, name: str) -> Iterator[None]:
        """One target after the other: what stops one does not stop the others."""
        self._told.append({"target": name, "in_step": 0, "changes": []})
        try:
            yield
        except OnekError as error:
            self._fail(error)
        finally:
            if self._bar:
                self._bar.stop()
                self._bar = None

    def preview(self, name: str, diff: Diff) -> None:
        """What a push would do."""
        self._of_target(diff, [_change(change) for change in _worth_a_word(diff.changes)])
        if diff.brake:
            self._failed = True
            self._told[-1]["refused"] = diff.brake
        if not self._as_json:
            self._preview(name, diff)

    def before(self, name: str, diff: Diff, *, whole: bool) -> None:
        """What a push is about to do: all of it where a person is asked, else its head."""
        self._of_target(diff, [])
        if self._as_json:
            return
        if whole:
            self._preview(name, diff)
        else:
            out.print(self._head(name, diff))

    def begin(self, sent: int) -> None:
        """Show how far it is, where somebody looks."""
        if self._as_json or not out.is_terminal or not sent:
            return
        columns = (TextColumn("  "), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(*columns, console=out, transient=True)
        self._bar.start()
        self._bar.add_task("", total=sent)

    def outcome(self, outcome: Outcome) -> None:
        """What became of one change."""
        self._failed |= not outcome.done
        if self._bar and isinstance(outcome.change, WRITES):
            self._bar.advance(self._bar.task_ids[0])
        changes = self._told[-1]["changes"]
        assert isinstance(changes, list)
        if _worth_a_word([outcome.change]):
            changes.append({**_change(outcome.change), **_result(outcome)})
            if not self._as_json:
                _outcome(outcome)

    def after(self, pushed: Pushed) -> None:
        """What a push came to."""
        if pushed.report is None:
            self._told[-1]["sent"] = False
            err.print(f"Nothing was done at {pushed.target}.")
            return
        if pushed.report.stopped:
            self._fail(pushed.report.stopped)
        elif pushed.diff.sends and not self._as_json:
            out.print(f"  [dim]{_summary(pushed.report)}[/]")

    def forgotten(self, known: int | None, *, is_set_up: bool) -> None:
        """A target is managed no more. `known`: what stays there; None where it was taken back."""
        name = self._told[-1]["target"]
        self._told[-1]["forgotten"] = True
        if self._as_json:
            return
        if known is None:
            out.print(f"{name}: forgotten.")
        else:
            out.print(f"{name}: forgotten; what was pushed stays there ({known}).")
        if is_set_up:
            section = escape(f"[targets.{name}]")
            err.print(f"[dim]Take {section} out of onek.toml, or the next push manages it again.[/]")

    def end(self) -> None:
        """Everything that was told, for programs; exit 1 where a person must act."""
        if self._as_json:
            data.put({"targets": self._told})
        if self._failed:
            raise typer.Exit(1)

    def _of_target(self, diff: Diff, changes: list[dict[str, data.Data]]) -> None:
        self._told[-1].update(in_step=diff.in_step, changes=changes)

    def _preview(self, name: str, diff: Diff) -> None:
        out.print(self._head(name, diff))
        for change in _worth_a_word(diff.changes):
            out.print(_line(change), soft_wrap=not out.is_terminal)
        if diff.brake:
            out.print(f"  [red]a push would refuse:[/] {escape(diff.brake)} [dim](--force does it)[/]")

    def _head(self, name: str, diff: Diff) -> str:
        in_step = f"{diff.in_step} in step" if diff.in_step else ""
        to_do = f"{diff.sends} to {self._deed}" if diff.sends or not in_step else ""
        what = ", ".join(part for part in (to_do, in_step) if part)
        return f"[bold]{escape(name)}[/]: {what.replace('0 to', 'nothing to', 1) if not diff.sends else what}"

    def _fail(self, error: OnekError) -> None:
        is_calm = isinstance(error, Waiting)
        self._failed |= not is_calm
        level = Level.WARNING if is_calm else Level.ERROR
        findings = [replace(finding, level=level) for finding in error.findings]
        self._told[-1]["findings"] = [data.finding(finding) for finding in findings]
        name = str(self._told[-1]["target"])
        if is_calm and not self._as_json:
            out.print(f"[bold]{escape(name)}[/]: {escape(str(error))}", soft_wrap=not out.is_terminal)
            return
        for finding in findings:
            whose = "" if finding.what.startswith(name) else f"[bold]{escape(name)}[/]: "
            err.print(f"{whose}{finding_line(finding)}", soft_wrap=not err.is_terminal)


def _worth_a_word(changes: Sequence[Change]) -> list[Change]:
    """The changes that a person wants to hear of: not the ledger's own housekeeping."""
    return [change for change in changes if change.why and type(change) in _SIGNS]


def _line(change: Change) -> str:
    sign, colour = _SIGNS[type(change)]
    day = day_of(change)
    when = f"{day:%a} {day.day:>2} {day:%b}" if day else " " * 10
    words = escape(title_of(change) or key_of(change))
    return f"  [{colour}]{sign}[/] {when}  {words}  [dim]{escape(change.why)}[/]"


def _outcome(outcome: Outcome) -> None:
    line = _line(outcome.change)
    if outcome.error:
        line += f"\n    [red]not done:[/] {escape(str(outcome.error.findings[0]))}"
    elif not outcome.done:
        line += "\n    [red]not tried[/]"
    for lost in outcome.lost:
        line += f"\n    [yellow]not understood there:[/] {escape(lost)}"
    out.print(line, soft_wrap=not out.is_terminal)


def _summary(report: Report) -> str:
    sent = [outcome for outcome in report.outcomes if isinstance(outcome.change, WRITES)]
    done = sum(outcome.done for outcome in sent)
    return f"{done} of {len(sent)} done" if done < len(sent) else f"{done} done"


def _change(change: Change) -> dict[str, data.Data]:
    day = day_of(change)
    return {
        "change": type(change).__name__.lower(),
        "session": key_of(change),
        "day": day.isoformat() if day else None,
        "title": title_of(change),
        "why": change.why,
    }


def _result(outcome: Outcome) -> dict[str, data.Data]:
    error = data.finding(outcome.error.findings[0]) if outcome.error else None
    return {"done": outcome.done, "error": error, "lost": list(outcome.lost)}
