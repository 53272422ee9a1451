"""[notify]: who is told what happens while nobody looks."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from onek_sync.settings.schedule import Slots, checked, slots_of

_NAME = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|(keyring|file):(?!.*://).+")

_AFTER_THE_PUSH = timedelta(hours=2)


class Matter(StrEnum):
    """What there is to be told."""

    FAILURE = "failure"
    LOGIN = "login"
    PLAN = "plan"
    SUMMARY = "summary"


def _as_list(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _names(value: object) -> object:
    """Where addresses lie. What stands here may be one, which is a secret, so it is never repeated."""
    value = _as_list(value)
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise ValueError('these are no names of addresses; write urls = ["env:NOTIFY_URL"]')
    if not all(_NAME.fullmatch(name) for name in value):
        raise ValueError(
            "an address is a secret, given by its name; write env:NAME, keyring:NAME or file:PATH"
        )
    return list(dict.fromkeys(value))


class NotifySettings(BaseModel):
    """[notify]: see `app.notices`. `summary` None: two hours after the week's last push."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    urls: Annotated[tuple[str, ...], BeforeValidator(_names)] = ()
    on: Annotated[tuple[Matter, ...], BeforeValidator(_as_list)] = tuple(Matter)
    summary: Annotated[str, AfterValidator(checked(slots_of))] | None = None

    def tells(self, matter: Matter) -> bool:
        """Whether somebody is to be told of it."""
        return bool(self.urls) and matter in self.on

    def slots(self, pushes: Slots | None) -> Slots | None:
        """When the week is summed up, by when it is pushed; None for never."""
        if not self.tells(Matter.SUMMARY):
            return None
        if self.summary:
            return slots_of(self.summary)
        return pushes.last_of_the_week(_AFTER_THE_PUSH) if pushes else None
