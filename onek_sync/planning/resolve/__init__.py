"""From effort to range: a plan's sessions made ready for its athlete."""

from onek_sync.planning.resolve.sessions import paces_of, resolve, resolve_workout

__all__ = ["paces_of", "resolve", "resolve_workout"]
