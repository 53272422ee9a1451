"""Door: the clock of a process that stays. It only ticks; what is due is a row in the database."""

from onek_sync.scheduler.ticking import Ticking

__all__ = ["Ticking"]
