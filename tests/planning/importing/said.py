"""What was found in a foreign file, as lines of text: the golden answers of the readers."""

from collections.abc import Iterator

from onek_sync.planning.importing.found import Found
from onek_sync.planning.shorthand.options import write_options


def as_text(found: tuple[Found, ...]) -> bytes:
    """A paragraph for each session: when and what it is, its line, its note, its findings."""
    return "\n".join("\n".join(_lines(each)) + "\n" for each in found).encode()


def _lines(found: Found) -> Iterator[str]:
    at = f" {found.at:%H:%M}" if found.at else ""
    yield f"{found.place} | {found.when or 'no day'}{at} | {found.title}"
    yield f"  = {write_options((found.option,))}" if found.option else "  = nothing read"
    yield from (f"  note: {line}" for line in found.note.splitlines())
    yield from (f"  {finding.level.value} {finding.code} {finding}" for finding in found.findings)
