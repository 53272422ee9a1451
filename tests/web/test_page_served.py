"""The page from a server in a process of its own: by its link, anew after an edit, never in the log."""

from gzip import decompress
from pathlib import Path

import pytest

from tests.exporters.page_reading import all_of, read, words
from tests.web.paging import links
from tests.web.serving import Home


def test_the_page_of_a_link_follows_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path, monkeypatch)
    home.link("phone")
    path = "/" + home.links()["phone"]["page"].split("/", 3)[3]
    with home.serving() as server:
        whole = server.ask(path)
        assert whole.status == 200
        tree = read(whole.body)
        assert "6 x 400 m" in words(all_of(tree, "main")[0])
        for link in links(tree):
            if link.startswith("../../s/"):
                assert server.ask(link.removeprefix("../..")).status == 200
        packed = server.ask(path, accept_encoding="gzip")
        assert decompress(packed.body) == whole.body
        head = server.ask(path, "HEAD")
        assert (head.status, head.body, head.headers["etag"]) == (200, b"", whole.headers["etag"])
        assert server.ask(path, if_none_match=whole.headers["etag"]).status == 304
        assert server.ask(path[:-2] + "A/").status == 404
        home.edit("6x400m", "7x400m")
        server.until(lambda: b"7 x 400 m" in server.ask(path).body)
        server.stop()
    assert path.strip("/").removeprefix("a/") not in "".join(server.said)
