"""A service that tells somebody, for Apprise's json:// on loopback; its address holds a secret."""

from collections.abc import Sequence

from tests.servers.http import Request, Response, Route, Server, as_json

USER, PASSWORD, TOKEN = "plum", "quince-password", "medlar-token"


class Phone(Server):
    """`heard`: title and text of what came, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str]] = []

    def routes(self) -> Sequence[Route]:
        return [("POST", f"/{TOKEN}/?", self._ring)]

    def _ring(self, request: Request) -> Response:
        said = request.json()
        self.heard.append((said["title"], said["message"]))
        return as_json({})

    @property
    def address(self) -> str:
        """What a person would keep to himself."""
        return f"json://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{TOKEN}"


def is_told(words: str | bytes) -> bool:
    """Whether some part of an address is in there that nobody should see."""
    text = words if isinstance(words, str) else words.decode("utf-8", "replace")
    return any(secret in text for secret in (PASSWORD, TOKEN))
