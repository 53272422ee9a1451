"""The session of race day, for a plan that names its race only in the head."""

from onek_sync.model.errors import Place
from onek_sync.model.intensity import RaceName, RacePace
from onek_sync.model.plan import Kind, Option, Race, Session, Week
from onek_sync.model.units import Distance
from onek_sync.model.workout import Step, Workout


def race_session(race: Race, week: Week, place: Place = Place()) -> Session | None:
    """The race as a session of its week, after what else is on that day; None if the day has a race."""
    others = [session for session in week.sessions if session.day == race.day]
    if any(session.kind is Kind.RACE for session in others):
        return None
    order = len(others) + 1
    step = Step(end=Distance(race.metres), intensities=(RacePace(RaceName.RACE),))
    return Session(
        key=key_of(week.number, race.day.weekday(), order),
        day=race.day,
        at=race.at,
        order=order,
        week=week.number,
        phase=week.phase,
        title=race.name,
        options=(Option(kind=Kind.RACE, workout=Workout(blocks=(step,))),),
        place=place,
    )


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def key_of(week: int, weekday: int, order: int) -> str:
    """The key of a session without an id: week, day (0 = Monday) and order."""
    return f"w{week:02d}-{WEEKDAYS[weekday]}-{order}"
