"""The page for engineers: its examples run, and what it points to is there."""

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/inside.md").read_text(encoding="utf-8")


def test_the_examples_say_what_the_page_says() -> None:
    examples = "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL))
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    found = doctest.DocTestParser().get_doctest(examples, {}, "docs/inside.md", None, None)
    told: list[str] = []
    done = doctest.DocTestRunner(optionflags=flags).run(found, out=told.append)
    assert done.attempted > 20
    assert not done.failed, "".join(told)


def test_every_file_that_the_page_names_is_there() -> None:
    named = re.findall(r"`((?:onek_sync|tests|docs)/[\w./]+)`", PAGE)
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_floors_are_those_that_lint_holds() -> None:
    [drawn] = re.findall(r"^```text\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    floors = [set(re.split(r"\s{2,}", line)) for line in drawn.splitlines()]
    [layers] = re.findall(r"^layers = \[\n(.*?)^\]$", (ROOT / "pyproject.toml").read_text(), re.M | re.S)
    held = [set(re.findall(r"onek_sync\.(\w+)", line)) for line in layers.splitlines()]
    assert [floor & names for floor, names in zip(floors, held, strict=True)] == held
