"""A kind of target: how one is opened, and how a person connects an account to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from onek_sync.model.target import Target, Tools


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask a person: its name, the words, and whether the answer must not be seen."""

    name: str
    words: str
    secret: bool = False


Ask = Callable[[Question], str]
"""Asks a person; used for what comes up on the way, such as a one-time code."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be done with targets of one kind.

    `settings`: the shape of [targets.NAME]. `open` makes one ready without asking the service anything.
    `questions` are asked before `connect`, which logs in with the answers (and `ask` for what comes up),
    keeps what proves it with `tools.secrets` under the target's name, and returns whose account it is.
    A kind without `connect` needs no login.
    """

    name: str
    settings: type[BaseModel]
    open: Callable[[str, BaseModel, Tools], Target]
    questions: Sequence[Question] = ()
    connect: Callable[[str, BaseModel, Tools, Mapping[str, str], Ask], str] | None = None
