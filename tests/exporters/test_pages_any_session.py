"""Whatever a session holds: its page is HTML without a fault, its text Markdown, its row a row."""

import csv
import io
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from onek_sync.exporters import EXPORTERS
from onek_sync.model.exchange import Options
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from tests.exporters.page_reading import all_of, fetched, read
from tests.exporters.resolving import plans, sessions

any_session = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def said(name: str, one: ResolvedSession, plan: ResolvedPlan) -> bytes:
    """A plan of that session alone, in that format."""
    exporter, alone = EXPORTERS[name], replace(plan, sessions=(one,))
    artifact = exporter.say(one, alone, Options())
    assert artifact is not None and exporter.join is not None
    return exporter.join([artifact], alone, Options())


@any_session
@given(sessions(), plans())
def test_a_page_is_html_without_a_fault_and_fetches_nothing(one: ResolvedSession, plan: ResolvedPlan) -> None:
    tree = read(said("html", one, plan))
    assert fetched(tree) == []
    assert all(len({len(row) for row in all_of(table, "tr")}) == 1 for table in all_of(tree, "table"))


@any_session
@given(sessions(), plans())
def test_a_text_has_a_heading_for_the_session_and_no_other(one: ResolvedSession, plan: ResolvedPlan) -> None:
    text = EXPORTERS["markdown"].say(one, plan, Options())
    assert text is not None
    tokens = MarkdownIt("commonmark").enable("table").parse(text.body.decode())
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h3"]
    assert not any(token.type.startswith(("html", "code", "fence", "hr", "ordered")) for token in tokens)


@any_session
@given(sessions(), plans())
def test_a_row_is_one_line_as_long_as_the_head(one: ResolvedSession, plan: ResolvedPlan) -> None:
    body = said("csv", one, plan).decode("utf-8-sig")
    assert body.count("\r\n") == 2 and len(body.splitlines()) == 2
    head, row = csv.reader(io.StringIO(body, newline=""), strict=True)
    assert len(head) == len(row)
