"""`/metrics`: figures for Prometheus, for the networks that [web] metrics names; for others nothing is there.

No label holds a token, a link's name, a target's name or an address.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from onek_sync.app.figures import Figures, figures_of
from onek_sync.app.serving import Served
from onek_sync.app.troubles import Part
from onek_sync.model.errors import StoreError
from onek_sync.web.asgi import Answer, Scope, answer, plain
from onek_sync.web.callers import is_within, speaks_for_another
from onek_sync.web.counting import Requests
from onek_sync.web.living import Clockwork
from onek_sync.web.patience import Patient

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Metric

NOT_INSTALLED = plain(503, 'Figures need prometheus-client: pip install "onek-sync[metrics]"')


class Row(NamedTuple):
    """A figure by the values of its labels. `counts`: it only ever grows, till the process ends."""

    name: str
    text: str
    values: Sequence[tuple[tuple[str, ...], float]]
    labels: tuple[str, ...] = ()
    counts: bool = False


class Metrics:
    """The sign."""

    def __init__(self, served: Served, requests: Requests, clockwork: Clockwork | None) -> None:
        self._served = served
        self._requests = requests
        self._clockwork = clockwork
        self._is_behind_proxy = served.world.project.settings.web.behind_proxy
        self._kept = Patient(lambda: figures_of(served.world, served.world.now()))
        self._figures: Figures | None = None
        self._registry: CollectorRegistry | None = None

    async def __call__(self, scope: Scope) -> Answer | None:
        """The figures now, in Prometheus's words; None for who may not read them."""
        if not self._may(scope):
            return None
        try:
            from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
        except ModuleNotFoundError:
            return NOT_INSTALLED
        self._figures = await self._from_database()
        self._registry = self._registry or _registry(self)
        said = ((b"content-type", CONTENT_TYPE_LATEST.encode()), (b"cache-control", b"no-store"))
        return answer(200, said, generate_latest(self._registry))

    def _may(self, scope: Scope) -> bool:
        """Whom a proxy asks for is known only where the proxy is declared."""
        if speaks_for_another(scope) and not self._is_behind_proxy:
            return False
        return is_within(scope, self._served.world.project.settings.web.metrics)

    async def _from_database(self) -> Figures | None:
        try:
            return await self._kept.answer()
        except (TimeoutError, StoreError):
            return None

    def collect(self) -> Iterator["Metric"]:
        """What prometheus-client asks for."""
        yield from map(_metric, _of_requests(self._requests))
        yield from map(_metric, _of_feeds(self._served))
        yield from map(_metric, _of_ticks(self._clockwork) if self._clockwork else ())
        yield from map(_metric, _of_database(self._figures))


def _of_requests(requests: Requests) -> Iterator[Row]:
    sent = _by(requests.sent)
    answered = [((kind, str(status)), many) for (kind, status), many in requests.answered.items()]
    yield Row("onek_requests", "Requests that were answered.", answered, ("kind", "status"), counts=True)
    yield Row("onek_sent_bytes", "Bytes of bodies in the answers.", sent, ("kind",), counts=True)


def _of_feeds(served: Served) -> Iterator[Row]:
    made, wrong = served.made, served.troubles.parts
    troubles = _by({part.value: part in wrong for part in Part})
    yield Row("onek_links", "Links that lead somewhere.", _one(len(served.links)))
    yield Row("onek_feeds_made", "How often the feeds were made.", _one(made.times), counts=True)
    yield Row("onek_feeds_made_seconds", "Seconds that it took.", _one(made.seconds), counts=True)
    yield Row("onek_feeds_last_made_timestamp_seconds", "When they were made last.", _at(made.last))
    yield Row("onek_trouble", "Whether something is wrong with a part now.", troubles, ("part",))


def _of_ticks(clockwork: Clockwork) -> Iterator[Row]:
    ticks, age = _by(clockwork.ticks), _one(clockwork.age.total_seconds())
    yield Row("onek_ticks", "Ticks of the scheduler that ended.", ticks, ("result",), counts=True)
    yield Row("onek_tick_age_seconds", "How long ago the last one ended.", age)


def _of_database(figures: Figures | None) -> Iterator[Row]:
    yield Row("onek_database_up", "Whether the database can be read.", _one(figures is not None))
    if figures:
        events = list(figures.events.items())
        yield Row("onek_jobs", "Jobs, by what they came to last.", _by(figures.jobs), ("result",))
        yield Row("onek_next_run_timestamp_seconds", "When the next job is due.", _at(figures.next_run))
        yield Row("onek_last_push_timestamp_seconds", "When a push went well last.", _at(figures.last_push))
        yield Row("onek_events", "What happened within a year.", events, ("what", "result"))


def _one(value: float) -> list[tuple[tuple[str, ...], float]]:
    return [((), value)]


def _at(moment: datetime | None) -> list[tuple[tuple[str, ...], float]]:
    return _one(moment.timestamp()) if moment else []


def _by(values: Mapping[str, float]) -> list[tuple[tuple[str, ...], float]]:
    return [((label,), value) for label, value in values.items()]


def _metric(row: Row) -> "Metric":
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

    family = (CounterMetricFamily if row.counts else GaugeMetricFamily)(row.name, row.text, labels=row.labels)
    for labels, value in row.values:
        family.add_metric(labels, value)
    return family


def _registry(metrics: Metrics) -> "CollectorRegistry":
    from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector

    registry = CollectorRegistry()
    registry.register(metrics)
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=registry)
    return registry
