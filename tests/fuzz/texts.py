"""The texts that a law is held against: nearly right ones, or points of the grid of answers."""

from functools import cache

from hypothesis import strategies as st

from tests.fuzz.corpus import seeds
from tests.fuzz.nearly import nearly
from tests.planning.grid import AGES, DAYS, GOALS, LEVELS, UNITS, VOLUMES, WEEKDAYS, WEEKS, Answers

_POINTS = st.builds(
    Answers,
    days=st.sampled_from(DAYS),
    weeks=st.sampled_from(WEEKS),
    level=st.sampled_from(LEVELS),
    weekday=st.sampled_from(WEEKDAYS),
    goal=st.sampled_from(GOALS),
    units=st.sampled_from(UNITS),
    volume=st.sampled_from(VOLUMES),
    age=st.sampled_from(AGES),
).map(str)


@cache
def texts(name: str) -> st.SearchStrategy[str]:
    """Texts for the law of that name."""
    return _POINTS if name == "answers" else nearly(seeds(name))
