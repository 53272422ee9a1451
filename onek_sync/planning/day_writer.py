"""A day of a plan file, written: each session as text where that says it all, else as a mapping."""

from datetime import time

from onek_sync.model.plan import Kind, Option, Race, Session
from onek_sync.planning.day_reader import NOTE_KEYS, usual_start
from onek_sync.planning.head_writer import indented, line, start
from onek_sync.planning.race_day import key_of
from onek_sync.planning.shorthand.options import write_options
from onek_sync.planning.yaml_words import entry


def day_lines(name: str, sessions: list[Session], race: Race | None, usual: time | None) -> list[str]:
    """The day with its sessions in order; nothing for a day without any."""
    if not sessions:
        return []
    if len(sessions) > 1:
        items = [each for session in sessions for each in _item(session, race, usual)]
        return [f"{name}:", *indented(items, "  ")]
    (session,) = sessions
    more = _more(session, race, usual)
    if more:
        return [f"{name}:", *indented(_mapping(session, more), "  ")]
    return line(name, write_options(session.options))


def _item(session: Session, race: Race | None, usual: time | None) -> list[str]:
    """The session as an entry of a list."""
    more = _more(session, race, usual)
    if not more:
        return entry("-", write_options(session.options))
    first, *rest = _mapping(session, more)
    return [f"- {first}", *indented(rest, "  ")]


def _mapping(session: Session, more: list[str]) -> list[str]:
    main, *others = session.options
    return [*_main(main), *_alternatives(others), *more]


def _main(option: Option) -> list[str]:
    text = write_options((option,)).removeprefix(f"{option.kind} ")
    if option.kind is Kind.REST and text == Kind.REST:
        return [f"{Kind.REST}:"]
    return line(option.kind, text)


def _alternatives(options: list[Option]) -> list[str]:
    texts = [write_options((option,)) for option in options]
    if len(texts) < 2:
        return line("or", "".join(texts))
    return ["or:", *_list(texts)]


def _list(texts: list[str] | tuple[str, ...]) -> list[str]:
    return indented((each for text in texts for each in entry("-", text)), "  ")


def _more(session: Session, race: Race | None, usual: time | None) -> list[str]:
    """What is said beside the workout."""
    lines = []
    if session.key != key_of(session.week, session.day.weekday(), session.order):
        lines += [f"id: {session.key}"]
    if session.at != usual_start(session.kind, session.day, race, usual):
        lines += [f"at: {start(session.at)}"]
    lines += line("title", session.title) + line("purpose", session.purpose)
    if session.cues:
        lines += ["cues:", *_list(session.cues)]
    for key, name in NOTE_KEYS.items():
        lines += line(key, getattr(session.notes, name))
    if session.hardness is not None:
        lines += [f"hardness: {session.hardness}"]
    return lines
