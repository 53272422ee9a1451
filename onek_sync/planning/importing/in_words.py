"""What was found as one line: shorthand where it was read, its words in quotes where not."""

from dataclasses import replace

from onek_sync.model.plan import Option
from onek_sync.model.workout import Text, Workout
from onek_sync.planning.importing.clean_words import one_line, paragraphs
from onek_sync.planning.importing.found import Found
from onek_sync.planning.shorthand.options import write_options

MOST_WORDS = 200  # characters of a title, and of words that stand for a workout


def option_of(found: Found) -> Option:
    """The workout, or, where it was not read, its first words, to be run as they are understood."""
    if found.option:
        return found.option
    title = one_line(found.title)
    lines = [line for line in paragraphs(found.note).split("\n") if line]
    words = "see the note" if title and lines else title or "".join(lines[:1])
    return Option(workout=Workout(blocks=(Text(words[:MOST_WORDS].strip()),)))


def line_of(found: Found) -> str:
    """The line for a plan file, alternatives behind "or"; of words only the first."""
    bare = replace(found, title="") if found.note else found
    options = (option_of(bare), *found.alternatives)
    try:
        return write_options(options)
    except ValueError:  # an "or" within an option: to be sorted out by who pastes the line
        return " or ".join(write_options((option,)) for option in options)
