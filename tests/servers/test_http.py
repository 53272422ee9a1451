"""The loopback server goes wrong exactly where and how it was told to."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

import pytest
import requests

from tests.servers.http import Kind, Request, Response, Route, Server, When, as_json


class Counter(Server):
    """Counts what was posted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def routes(self) -> Sequence[Route]:
        return [("POST", r"/count/(\w+)", self.add), ("GET", "/count", self.show)]

    def add(self, request: Request, by: str) -> Response:
        self.count += int(by)
        return as_json({"count": self.count, "padding": "x" * 40}, 201)

    def show(self, request: Request) -> Response:
        return as_json({"count": self.count})


@pytest.fixture
def server() -> Iterator[Counter]:
    with Counter() as server:
        yield server


def post(server: Counter, timeout: float = 5) -> requests.Response:
    return requests.post(f"{server.url}/count/1", timeout=timeout)


def test_it_does_what_is_asked_and_remembers_the_calls(server: Counter) -> None:
    assert post(server).json()["count"] == 1
    assert requests.get(f"{server.url}/count", timeout=5).json() == {"count": 1}
    assert requests.get(f"{server.url}/other", timeout=5).status_code == 404
    assert server.calls() == ["POST /count/1", "GET /count", "GET /other"]
    assert server.calls("GET") == ["GET /count", "GET /other"]
    assert [seen.status for seen in server.log] == [201, 200, 404]


@pytest.mark.parametrize("kind", list(Kind))
def test_each_fault_says_whether_the_thing_was_done(server: Counter, kind: Kind) -> None:
    server.fault(kind)
    try:
        answer = post(server, timeout=0.2)
        assert not (answer.status_code == 201 and answer.text.endswith("}"))
    except requests.RequestException:
        pass
    assert server.count == (1 if kind.is_done else 0)
    assert server.log[0].done is kind.is_done


def test_only_the_nth_matching_request_goes_wrong(server: Counter) -> None:
    server.fault(
        Kind.STATUS, nth=2, method="POST", path="/count/.*", headers={"Retry-After": "9"}, status=429
    )
    requests.get(f"{server.url}/count", timeout=5)
    answers = [post(server) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 429, 201]
    assert answers[1].headers["Retry-After"] == "9"


def test_a_stopped_server_is_not_there_and_comes_back_on_its_port(server: Counter) -> None:
    url, port = server.url, server.port
    server.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=5)
    server.start(port)
    assert requests.get(f"{url}/count", timeout=5).json() == {"count": 0}


@pytest.mark.parametrize("when", list(When))
def test_a_client_is_killed_before_or_after_its_request_is_done(server: Counter, when: When) -> None:
    pid: Future[int] = Future()
    server.kill_at(pid.result, 2, when)
    script = (
        "import sys, urllib.request as u\n"
        "for _ in range(3): u.urlopen(u.Request(sys.argv[1], method='POST')).read()"
    )
    client = subprocess.Popen([sys.executable, "-c", script, f"{server.url}/count/1"], env={**os.environ})
    pid.set_result(client.pid)
    assert client.wait(20) < 0
    assert server.count == (1 if when is When.BEFORE_COMMIT else 2)
