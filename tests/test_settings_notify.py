"""[notify]: who is told, of what, and when the week is summed up."""

from pathlib import Path

import pytest

from onek_sync.model.errors import SettingsError
from onek_sync.settings import Settings, settings_of
from onek_sync.settings.notify import Matter
from onek_sync.settings.schedule import Slots, slots_of

SECRET = "tgram://123456789:AAE-plum-secret/42"


def read(text: str, **environ: str) -> Settings:
    return settings_of(text, "onek.toml", environ)


def summary(text: str) -> str:
    return str(slots(read(f'notify.urls = ["env:NOTIFY_URL"]\n{text}')))


def slots(settings: Settings) -> Slots | None:
    return settings.notify.slots(settings.schedule.slots)


def test_without_an_address_nobody_is_told() -> None:
    settings = read("")
    assert settings.notify.urls == () and slots(settings) is None
    assert not any(settings.notify.tells(matter) for matter in Matter)


def test_with_one_everything_is_told() -> None:
    settings = read('notify.urls = ["env:NOTIFY_URL"]')
    assert all(settings.notify.tells(matter) for matter in Matter)


def test_only_what_is_wanted_is_told() -> None:
    settings = read('[notify]\nurls = ["env:NOTIFY_URL"]\non = ["login"]\n')
    assert [matter for matter in Matter if settings.notify.tells(matter)] == [Matter.LOGIN]
    assert slots(settings) is None


@pytest.mark.parametrize(
    "name", ["env:NOTIFY_URL", "keyring:phone", "file:~/.config/onek/phone", "file:C:\\phone.txt"]
)
def test_addresses_are_given_by_name(name: str) -> None:
    assert read(f"notify.urls = ['{name}', '{name}']").notify.urls == (name,)


def test_the_environment_names_them_with_commas_or_as_a_list() -> None:
    for written in ("env:A, file:b", '["env:A", "file:b"]'):
        assert read("", ONEK_NOTIFY_URLS=written).notify.urls == ("env:A", "file:b")
    assert read("", ONEK_NOTIFY_ON="login,plan").notify.on == (Matter.LOGIN, Matter.PLAN)


@pytest.mark.parametrize(
    "written",
    [
        f'"{SECRET}"',
        f'["env:GOOD", "{SECRET}"]',
        f'["env:{SECRET}"]',
        f'["file:{SECRET}"]',
        f'["keyring:{SECRET}"]',
        f'{{phone = "{SECRET}"}}',
        f'{{"env:PHONE" = "{SECRET}"}}',
        f'[["{SECRET}"]]',
        f'[{{"{SECRET}" = 1}}]',
    ],
)
def test_an_address_itself_is_refused_and_not_repeated(written: str) -> None:
    for text, environ in ((f"[notify]\nurls = {written}\n", {}), ("", {"ONEK_NOTIFY_URLS": written})):
        with pytest.raises(SettingsError) as caught:
            read(text, **environ)
        said = str(caught.value)
        assert "notify.urls" in said and "env:" in said
        assert "plum" not in said and "123456789" not in said


def test_what_could_be_told_is_said() -> None:
    with pytest.raises(
        SettingsError, match=r"notify\.on\.0: \"party\" will not do; write one of 'failure', 'login'"
    ):
        read('notify.on = ["party"]')


@pytest.mark.parametrize(
    ("push", "then"),
    [
        ("sun 18:00", "sun 20:00"),
        ("mon, thu 06:00", "thu 08:00"),
        ("every day 06:30", "sun 08:30"),
        ("sun 22:30", "mon 00:30"),
        ("sat 21:59", "sat 23:59"),
    ],
)
def test_the_week_is_summed_up_two_hours_after_its_last_push(push: str, then: str) -> None:
    assert summary(f'schedule.push = "{push}"') == then


def test_the_week_is_summed_up_when_one_wants() -> None:
    assert summary('notify.summary = "mon, thu 7:05"') == "mon, thu 07:05"
    assert summary('notify.summary = "off"') == "None"
    assert summary('schedule.push = "off"') == "None"
    assert summary('schedule.push = "off"\nnotify.summary = "sun 20:00"') == "sun 20:00"
    with pytest.raises(SettingsError, match=r'notify\.summary: "weekly" is no time of the week'):
        summary('notify.summary = "weekly"')


@pytest.mark.parametrize("text", ["sun 18:00", "mon, thu 06:00", "every day 06:00"])
def test_times_of_the_week_are_said_as_they_are_written(text: str) -> None:
    assert str(slots_of(text)) == text


def test_the_example_is_complete() -> None:
    example = Path(__file__).parents[1] / "config" / "onek.example.toml"
    [line] = [line for line in example.read_text().splitlines() if line.startswith("#on = ")]
    assert read(f"notify.{line[1:]}").notify.on == tuple(Matter)
