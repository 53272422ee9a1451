"""How fast an athlete should run: from races to paces and heart rates, and how sure they are."""

from onek_sync.planning.paces.finding import find_paces
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.paces.pace_table import PaceRow, pace_table
from onek_sync.planning.paces.split_budget import RaceSplit, split_budget

__all__ = ["PaceRow", "Paces", "RaceSplit", "find_paces", "pace_table", "split_budget"]
