"""Asking what may hang, without waiting for it: in a thread, and once at a time however many want to know."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 2.0  # seconds with the database


class Patient(Generic[T]):
    """Asks the database something. One that hangs holds up one thread."""

    def __init__(self, question: Callable[[], T]) -> None:
        self._question = question
        self._asking: asyncio.Task[T] | None = None

    async def answer(self) -> T:
        """What it says. Raises TimeoutError where that takes too long, else what the question raises."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(asyncio.to_thread(self._question))
        done, _ = await asyncio.wait({self._asking}, timeout=PATIENCE)
        if not done:
            raise TimeoutError
        return self._asking.result()
