"""A day of a plan file, written: each session as text where that says it all, else as a mapping."""

from datetime import time

from onek_sync.model.plan import Kind, Option, Race, Session
from onek_sync.planning.file.day_reader import NOTE_KEYS, usual_start
from onek_sync.planning.file.head_writer import indented, line, start
from onek_sync.planning.file.race_day import key_of
from onek_sync.planning.file.yaml_words import entry
from onek_sync.planning.shorthand.options import write_options
from onek_sync.planning.shorthand.sports import kind_ahead


def day_lines(name: str, sessions: list[Session], race: Race | None, usual: time | None) -> list[str]:
    """The day with its sessions in order; nothing for a day without any."""
    if not sessions:
        return []
    if len(sessions) > 1:
        items = [each for session in sessions for each in _item(session, race, usual)]
        return [f"{name}:", *indented(items, "  ")]
    (session,) = sessions
    text, mapping = _said(session, race, usual)
    return line(name, text) if text else [f"{name}:", *indented(mapping, "  ")]


def _item(session: Session, race: Race | None, usual: time | None) -> list[str]:
    """The session as an entry of a list."""
    text, mapping = _said(session, race, usual)
    if text:
        return entry("-", text)
    first, *rest = mapping
    return [f"- {first}", *indented(rest, "  ")]


def _said(session: Session, race: Race | None, usual: time | None) -> tuple[str, list[str]]:
    """The session as one text, or else as the lines of a mapping."""
    more = _more(session, race, usual)
    try:
        if not more:
            return write_options(session.options), []
    except ValueError:  # no line holds these alternatives together; under keys of their own they can be said
        pass
    main, *others = session.options
    return "", [*_main(main), *_alternatives(others), *more]


def _main(option: Option) -> list[str]:
    text = write_options((option,))
    bare = text.removeprefix(f"{option.kind} ")
    if option.kind is Kind.REST and bare == Kind.REST:
        return [f"{Kind.REST}:"]
    # "strength: run in place 3x30s" would be read as a run under strength.
    return line(option.kind, text if kind_ahead(bare) else bare)


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
