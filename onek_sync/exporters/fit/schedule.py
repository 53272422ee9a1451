"""The watch's calendar: one FIT file that says on which day each workout file is due.

A watch finds the workout by the four numbers of its file_id, so both are exported from the same plan.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time

from onek_sync.exporters.fit import exporter as fit
from onek_sync.exporters.fit import messages
from onek_sync.exporters.fit.profile import FileType
from onek_sync.exporters.fit.wire import file, records
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession

ALL_DAY = time(12)  # noon: no change of zone or summer time moves it to another day


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact | None:
    """One entry, as the record that `join` puts into the file; None for a rest day."""
    if session.kind is Kind.REST:
        return None
    day, at = session.session.day, session.session.at
    # Local time of the watch: counted as if its zone were UTC.
    moment = fit.fit_time(datetime.combine(day, at or ALL_DAY, UTC))
    entry = messages.scheduled(*fit.identity_of(session, plan, options), moment)
    return Artifact(key=session.key, name=f"{day}-{session.key}.fit", body=records([entry]))


def join(artifacts: Sequence[Artifact], plan: ResolvedPlan, options: Options) -> bytes:
    """The schedules file. Its own serial number follows from its entries."""
    entries = b"".join(artifact.body for artifact in artifacts)
    digest = hashlib.sha256(plan.plan.id.encode(errors="replace") + b"\0" + entries).digest()
    created = fit.fit_time(datetime.combine(plan.plan.start, time(), UTC))
    first = messages.file_id(FileType.SCHEDULES, fit.serial_of(digest), created)
    return file(records([first]), entries)


EXPORTER = Exporter(
    name="fit-schedule",
    suffix="fit",
    media_type="application/vnd.ant.fit",
    says="a watch's calendar for the workouts of `fit`, one file",
    say=say,
    join=join,
)
