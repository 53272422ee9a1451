"""What we use of garminconnect that it does not promise: each line fails loudly when a version renames it."""

import inspect
import subprocess
import sys
from importlib.metadata import version

import garminconnect.client
import pytest
from garminconnect import exceptions

from onek_sync.targets.garmin.client import Client

CALLED = {
    "request": ["self", "method", "_domain", "path", "kwargs"],
    "login": ["self", "email", "password", "prompt_mfa", "return_on_mfa"],
    "_http_post": ["self", "url", "kwargs"],
    "_refresh_session": ["self"],
    "_refresh_di_token": ["self"],
    "_establish_session": ["self", "ticket", "sess", "service_url"],
    "_exchange_service_ticket": ["self", "ticket", "service_url"],
    "loads": ["self", "tokenstore"],
    "dumps": ["self"],
}


@pytest.mark.parametrize("name", CALLED)
def test_the_library_still_has_what_we_call_or_replace(name: str) -> None:
    signature = inspect.signature(getattr(garminconnect.client.Client, name))
    assert list(signature.parameters) == CALLED[name]


def test_a_login_is_resumed_with_its_state_and_a_code() -> None:
    assert len(inspect.signature(garminconnect.client.Client.resume_login).parameters) == 3


def test_addresses_and_tokens_are_attributes() -> None:
    theirs = garminconnect.client.Client()
    for name in ("_connectapi", "_sso", "_connect"):
        assert getattr(theirs, name).startswith("https://")
    for name in ("di_token", "di_refresh_token", "di_client_id"):
        assert getattr(theirs, name) is None


def test_every_session_of_the_library_is_listened_to() -> None:
    ours = Client("http://127.0.0.1:1", lambda: None)
    assert hasattr(ours, "_api_session") != hasattr(garminconnect.client.Client, "_fresh_api_session")
    session = getattr(ours, "_api_session", None) or ours._fresh_api_session()
    assert session.hooks["response"] and session.trust_env is False


def test_errors_have_the_names_that_we_know_them_by() -> None:
    for name in ("Connection", "Authentication", "TooManyRequests"):
        assert hasattr(exceptions, f"GarminConnect{name}Error")


def test_no_address_of_garmin_is_left_in_a_client_for_another() -> None:
    ours = Client("http://127.0.0.1:1/", lambda: None)
    assert {ours._connectapi, ours._sso, ours._connect} == {"http://127.0.0.1:1"}


def test_the_version_is_one_that_was_tried() -> None:
    parts = tuple(int(part) for part in version("garminconnect").split("."))
    assert (0, 3, 2) <= parts < (0, 4)


def test_a_target_is_opened_without_the_library() -> None:
    """It takes a fifth of a second to import, which `onek --help` need not wait for."""
    script = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from onek_sync.targets import KINDS\n"
        "from onek_sync.model.target import Tools\n"
        "kind = KINDS['garmin']\n"
        "tools = Tools(secrets=None, gate=print, now=lambda: datetime.now(UTC))\n"
        "kind.open('garmin', kind.settings(kind='garmin'), tools)\n"
        "print({'garminconnect', 'curl_cffi', 'requests'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
