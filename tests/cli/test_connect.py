"""`onek connect` and `onek disconnect`: a login is asked for once, checked at once, said in a sentence."""

import json
from pathlib import Path

import pytest

from onek_sync.model.errors import LoginNeeded, Paused, Unreachable, UsageError
from tests.cli.running import Folder, said
from tests.servers.garmin import Garmin
from tests.servers.http import Kind
from tests.servers.intervals import Intervals

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # the library leaves them open

SECTION = '[targets.garmin]\nkind = "garmin"\npace = "0s"\n'
EVERY_DOOR = "/(mobile|portal|sso)/.*"


def typed(garmin: Garmin, *more: str, password: str = "") -> str:
    return "\n".join([garmin.email, password or garmin.password, *more, ""])


def kept(runner: Folder) -> list[Path]:
    return [file for file in (runner.path.parent / "state").rglob("garmin*") if file.suffix != ".lock"]


def test_a_newcomer_is_led_from_an_empty_folder_to_a_login(runner: Folder, garmin: Garmin) -> None:
    done = runner.onek("connect", "garmin", typed=f"y\n{typed(garmin)}")
    assert done.exit_code == 0, done.exception
    assert done.stdout.endswith("garmin: connected as Test Runner.\n")
    assert garmin.password not in done.output
    assert "onek diff garmin" in done.stderr
    assert (runner.path / "onek.toml").read_text() == '[targets.garmin]\nkind = "garmin"\n'
    assert len(kept(runner)) == 1


def test_what_stands_in_the_settings_stays_when_a_target_is_added(runner: Folder, garmin: Garmin) -> None:
    runner.settings('# mine\ntimezone = "Europe/Berlin"\n\n[times] # usual\ndefault = "18:00"')
    assert runner.onek("connect", "garmin", "--yes", typed=typed(garmin)).exit_code == 0
    text = (runner.path / "onek.toml").read_text()
    assert text.startswith(
        '# mine\ntimezone = "Europe/Berlin"\n\n[times] # usual\ndefault = "18:00"\n\n[targets'
    )
    assert runner.onek("check").exit_code == 0


def test_who_does_not_want_the_target_has_nothing_written(runner: Folder, garmin: Garmin) -> None:
    done = runner.onek("connect", "garmin", typed="n\n")
    assert done.exit_code == 1
    assert not (runner.path / "onek.toml").exists() and not kept(runner) and not garmin.calls()


def test_a_login_that_is_broken_off_leaves_nothing(runner: Folder, garmin: Garmin) -> None:
    done = runner.onek("connect", "garmin", typed=f"y\n{garmin.email}\n")  # then the input ends
    assert done.exit_code == 1
    assert not (runner.path / "onek.toml").exists() and not kept(runner)


def test_a_target_is_meant_by_its_name_or_by_its_kind(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION.replace("targets.garmin", "targets.forerunner"))
    assert "forerunner: connected" in said(runner.onek("connect", "forerunner", typed=typed(garmin)))
    assert "forerunner: connected" in said(runner.onek("connect", "garmin", typed=typed(garmin)))


def test_of_two_targets_of_a_kind_one_has_to_be_named(runner: Folder) -> None:
    runner.settings(
        SECTION.replace("targets.garmin", "targets.a") + SECTION.replace("targets.garmin", "targets.b")
    )
    done = runner.onek("connect", "garmin", typed="")
    assert isinstance(done.exception, UsageError) and "name one of them: a, b" in str(done.exception)


def test_a_wrong_name_is_wrong_use(runner: Folder) -> None:
    done = runner.onek("connect", "gramin", typed="")
    assert isinstance(done.exception, UsageError) and 'did you mean "garmin"?' in str(done.exception)


def test_a_folder_needs_no_login(runner: Folder) -> None:
    done = runner.onek("connect", "folder", "--yes", typed="shelf\n")
    assert (done.exit_code, done.stdout) == (
        0,
        "Which folder: folder: a folder needs no login.\n",
    ) or done.exit_code == 0
    assert 'path = "shelf"' in (runner.path / "onek.toml").read_text()
    assert runner.onek("push", "--today", "2027-03-01").exit_code == 0


def test_a_code_is_asked_for_and_a_mistyped_one_again(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    garmin.mfa_code = "482913"
    done = runner.onek("connect", "garmin", typed=typed(garmin, "482931", "482913"))
    assert done.exit_code == 0 and "connected as Test Runner" in done.stdout


@pytest.mark.parametrize(
    ("fault", "raised", "says"),
    [
        (None, LoginNeeded, "did not accept the e-mail address and the password"),
        ((Kind.STATUS, 429), Paused, "wait half an hour"),
        ((Kind.HTML, 200), Unreachable, "did not get through; check the network"),
        ((Kind.DROP, 200), Unreachable, "did not get through; check the network"),
    ],
)
def test_a_login_that_fails_is_one_sentence_and_keeps_nothing(
    runner: Folder, garmin: Garmin, fault: tuple[Kind, int] | None, raised: type[Exception], says: str
) -> None:
    if fault:
        garmin.fault(fault[0], path=EVERY_DOOR, status=fault[1], count=99)
    done = runner.onek("connect", "garmin", "--yes", typed=typed(garmin, password="" if fault else "wrong"))
    assert isinstance(done.exception, raised) and says in str(done.exception)
    assert len(str(done.exception).splitlines()) == 1
    assert not kept(runner) and not (runner.path / "onek.toml").exists()


def test_a_locked_account_is_one_sentence_and_what_was_kept_stays(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    runner.onek("connect", "garmin", typed=typed(garmin))
    before = kept(runner)
    garmin.locked = True
    done = runner.onek("connect", "garmin", typed=typed(garmin))
    assert done.exit_code == 1 and isinstance(done.exception, LoginNeeded)
    assert str(done.exception) == (
        "garmin: Garmin has locked the account; open connect.garmin.com and do what it asks for,"
        " mostly a new password; then connect again"
    )
    assert before and kept(runner) == before
    assert runner.onek("push", "--today", "2027-03-01").exit_code == 0


def test_a_certificate_that_nobody_vouches_for_is_one_sentence(
    runner: Folder, impostor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEK_INTERVALS_URL", impostor)
    done = runner.onek("connect", "intervals", "--yes", typed="a-key\n")
    assert isinstance(done.exception, Unreachable) and "certificate" in str(done.exception)
    assert len(str(done.exception).splitlines()) == 1 and not (runner.path / "onek.toml").exists()


def test_a_service_that_asked_to_wait_is_not_asked_before(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    garmin.fault(Kind.STATUS, path=EVERY_DOOR, status=429, count=99)
    assert runner.onek("connect", "garmin", typed=typed(garmin)).exit_code == 1
    garmin.heal()
    garmin.forget_calls()
    done = runner.onek("connect", "garmin", typed=typed(garmin))
    assert isinstance(done.exception, Paused) and "connect it after that" in str(done.exception)
    assert not garmin.calls()


def test_a_login_ends_the_rest_that_a_lost_one_brought(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    assert runner.onek("connect", "garmin", typed=typed(garmin)).exit_code == 0
    garmin.revoke()
    lost = runner.onek("push", "--today", "2027-03-01")
    assert lost.exit_code == 1 and "run onek connect garmin" in said(lost)
    assert "garmin rests until" in said(runner.onek("push", "--today", "2027-03-01"))
    assert runner.onek("connect", "garmin", typed=typed(garmin)).exit_code == 0
    assert runner.onek("push", "--today", "2027-03-01").exit_code == 0


def test_without_a_terminal_nothing_hangs(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    done = runner.onek("connect", "garmin")
    assert isinstance(done.exception, UsageError) and "run this at a terminal" in str(done.exception)
    assert not garmin.calls()


def test_a_key_that_the_settings_name_is_looked_at_and_not_kept_again(
    runner: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Intervals() as server:
        monkeypatch.setenv("ONEK_INTERVALS_URL", server.url)
        monkeypatch.setenv("MY_KEY", server.key)
        runner.settings('[targets.icu]\nkind = "intervals"\napi_key = "env:MY_KEY"\npace = "0s"\n')
        done = runner.onek("connect", "icu")  # nobody has to be asked
        assert done.exit_code == 0 and "icu: connected as" in done.stdout
        assert not [file for file in (runner.path.parent / "state").rglob("icu@*") if file.suffix != ".lock"]
        assert runner.onek("push", "--today", "2027-03-01").exit_code == 0
        parted = runner.onek("disconnect", "icu")
        assert "onek.toml still says where its secret lies (env:MY_KEY)" in parted.stderr


def test_a_disconnected_target_has_to_be_connected_again(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    runner.onek("connect", "garmin", typed=typed(garmin))
    done = runner.onek("disconnect", "garmin")
    assert done.stdout == "garmin: the login (Test Runner) is deleted here.\n"
    assert "stays there" in done.stderr and not kept(runner)
    assert "run onek connect garmin" in said(runner.onek("push", "--today", "2027-03-01"))


def test_what_was_taken_out_of_the_settings_can_be_disconnected(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    runner.onek("connect", "garmin", typed=typed(garmin))
    runner.settings("")
    assert runner.onek("disconnect", "garmin").exit_code == 0
    assert isinstance(runner.onek("disconnect", "garmin").exception, UsageError)


def test_programs_hear_who_is_connected(runner: Folder, garmin: Garmin) -> None:
    done = runner.onek("connect", "garmin", "--yes", "--json", typed=typed(garmin))
    assert json.loads(done.stdout[done.stdout.index("{") :]) == {
        "target": "garmin",
        "kind": "garmin",
        "who": "Test Runner",
        "added": True,
    }
    assert json.loads(runner.onek("disconnect", "garmin", "--json").stdout)["was"] == "Test Runner"


def test_garmins_tokens_may_lie_in_a_file_of_the_athletes_own(
    runner: Folder, garmin: Garmin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEK_GARMIN_TOKENS", "tokens.json")
    assert runner.onek("connect", "garmin", "--yes", typed=typed(garmin)).exit_code == 0
    file = runner.path / "tokens.json"
    assert set(json.loads(file.read_text())) == {"di_token", "di_refresh_token", "di_client_id"}
    assert file.stat().st_mode & 0o777 == 0o600 and not kept(runner)
    runner.onek("disconnect", "garmin")
    assert not file.exists()
