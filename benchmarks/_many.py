"""`python -m benchmarks._many FEED COUNT`: a server of so many feeds; it says where it listens."""

import gzip
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import uvicorn

from onek_sync.app.feed import Feed
from onek_sync.app.feed_links import GivenLink, followed
from onek_sync.app.serving import Served
from onek_sync.store.feed_words import Fetch, Link
from onek_sync.web.door import Door
from onek_sync.web.feed import FeedDoor
from onek_sync.web.living import Living
from onek_sync.web.server import answer_first, config_of, listen

NOW = datetime(2027, 3, 1, tzinfo=UTC)


class Many:
    """In the place of `Served`, what the door asks of it: feeds of many athletes, as links lead to them."""

    def __init__(self, body: bytes, count: int) -> None:
        packed = gzip.compress(body)
        self.links = {f"{number:010}": _link(f"{number:010}") for number in range(count)}
        self.feeds = {id_: _feed(id_, body, packed) for id_ in self.links}
        self.fetches: dict[str, Fetch] = {}

    def follow(self, token: str, *, busy: bool) -> tuple[str, Feed | None] | None:
        one = followed(token, self.links)
        return (one.link.id, self.feeds.get(one.link.id)) if one else None

    def fetched(self, id_: str, agent: str) -> None:
        self.fetches[id_] = Fetch(datetime.now(UTC), agent)


def _link(id_: str) -> GivenLink:
    return GivenLink(Link(id_, "athlete", id_, "full", "", NOW), id_ + "m" * 32)


def _feed(id_: str, body: bytes, packed: bytes) -> Feed:
    """Gzipped each has bytes of its own: of the members that a file may have, the last is its own."""
    return Feed(body, packed + gzip.compress(id_.encode()), f'"{id_}"', f'"{id_}-gz"', NOW)


def main(feed: str, count: str) -> None:
    served = cast(Served, Many(Path(feed).read_bytes(), int(count)))
    door = Door(Living(served), FeedDoor(served, time.monotonic))
    config = config_of(door, behind_proxy=False)
    config.lifespan = "off"
    answer_first()
    with listen("127.0.0.1", 0) as at:
        print(f"http://127.0.0.1:{at.getsockname()[1]}", file=sys.stderr, flush=True)
        uvicorn.Server(config).run(sockets=[at])


if __name__ == "__main__":
    main(*sys.argv[1:])
