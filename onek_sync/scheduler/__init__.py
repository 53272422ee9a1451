"""Door: the clock of a process that stays, and the voice that tells. It only ticks; what is due is a row."""

from onek_sync.scheduler.delivering import deliver
from onek_sync.scheduler.ticking import Ticking

__all__ = ["Ticking", "deliver"]
