"""A push that is killed anywhere is healed by the next: nothing is lost, doubled or touched."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.sync.crashing import PUSHES, Kill, measured, table
from tests.sync.services import SERVICES

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="these tests fork; run them on Linux or macOS"
)


def some(kills: Sequence[Kill]) -> Sequence[Kill]:
    """One of each kind, spread over the push. `make crashes` tries all."""
    kinds = {(kill.at, kill.after, kill.ledger_lost): kill for kill in kills}
    groups = [[kill for kill in kills if (kill.at, kill.after, kill.ledger_lost) == kind] for kind in kinds]
    return [group[(2 * number + 1) * len(group) // (2 * len(groups))] for number, group in enumerate(groups)]


@pytest.mark.parametrize("target", ["folder", "garmin"])  # the others, whole, are slow
def test_a_push_that_was_killed_somewhere_is_healed_by_the_next(target: str, tmp_path: Path) -> None:
    rows = measured(target, tmp_path, some)
    print(f"\n{table(rows)}")
    assert [one for row in rows for one in row.healed if not one.is_sound] == []


@pytest.mark.slow
@pytest.mark.parametrize("push", PUSHES)
@pytest.mark.parametrize("target", SERVICES)
def test_a_push_that_was_killed_anywhere_is_healed_by_the_next(
    target: str, push: str, tmp_path: Path
) -> None:
    rows = measured(target, tmp_path, pushes=[push])
    print(f"\n{table(rows)}")
    assert [one for row in rows for one in row.healed if not one.is_sound] == []
