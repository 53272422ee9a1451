"""How many requests of which kind were answered how. A request costs two additions."""

from collections import Counter

from onek_sync.web.asgi import Answer, Message, Scope, Send


class Requests:
    """`answered`: by kind and status; `sent`: bytes of the bodies, by kind."""

    def __init__(self) -> None:
        self.answered: Counter[tuple[str, int]] = Counter()
        self.sent: Counter[str] = Counter()

    def count(self, kind: str, scope: Scope, given: Answer) -> Answer:
        """The answer, counted."""
        self.answered[kind, given.status] += 1
        if scope["method"] != "HEAD":
            self.sent[kind] += len(given.body)
        return given

    def counting(self, kind: str, send: Send) -> Send:
        """What counts the answer of an application on its way."""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.answered[kind, message["status"]] += 1
            else:
                self.sent[kind] += len(message.get("body", b""))
            await send(message)

        return counted
