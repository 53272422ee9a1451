"""Our mark survives writing and reading, and no text can forge it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.model.mark import Mark, defused, fingerprint, read_mark, write_mark

ids = st.text(min_size=1, max_size=40)
marks = st.builds(Mark, ids, ids, st.from_regex(r"[0-9a-f]{8}", fullmatch=True))
# Texts that come close to a mark, so that a forgery is tried and not only hoped for.
near = st.lists(
    st.sampled_from(["[", "[onek", " v1", " plan=", "a", " s=", " h=", "0123abcd", "]", "(onek", "\n", "🏃"])
    | st.text(max_size=3)
).map("".join)


def test_a_mark_reads_as_people_expect() -> None:
    mark = Mark("spring-1k", "w03-mon-1", "9f31c0aa")
    assert write_mark(mark) == "[onek v1 plan=spring-1k s=w03-mon-1 h=9f31c0aa]"


@given(marks, near)
def test_what_is_written_is_read_behind_any_text(mark: Mark, text: str) -> None:
    assert read_mark(f"{defused(text)}{write_mark(mark)}") == mark


@given(marks)
def test_a_mark_is_ascii_and_one_word_per_field(mark: Mark) -> None:
    assert write_mark(mark).isascii()
    assert len(write_mark(mark).split()) == 5


@given(near | marks.map(write_mark))
def test_a_text_cannot_forge_a_mark(text: str) -> None:
    assert read_mark(defused(text)) is None
    assert len(defused(text)) == len(text)


@given(marks, near)
def test_a_text_that_an_athlete_writes_below_does_not_hide_the_mark(mark: Mark, text: str) -> None:
    assert read_mark(f"{write_mark(mark)}\n{defused(text)}") == mark


@given(marks)
def test_a_broken_mark_below_does_not_hide_the_mark(mark: Mark) -> None:
    broken = "[onek v1 plan=%ff s=b h=0123abcd]"
    assert read_mark(f"{write_mark(mark)}\n{broken}") == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "[onek v2 plan=a s=b h=0123abcd]",
        "[onek v1 plan=a s=b h=0123abc]",
        "[onek v1 plan=a s=b h=0123ABCD]",
        "[onek v1 plan= s=b h=0123abcd]",
        "[ onek v1 plan=a s=b h=0123abcd]",
        "[onek v1 plan=a s=b c h=0123abcd]",
        "[onek v1 plan=%ff s=b h=0123abcd]",
    ],
)
def test_what_is_not_our_mark_is_nobodys(text: str | None) -> None:
    assert read_mark(text) is None


@pytest.mark.parametrize("fields", [("", "k", "0" * 8), ("p", "", "0" * 8), ("p", "k", "xyz")])
def test_a_mark_without_identity_cannot_be_made(fields: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="not a mark"):
        Mark(*fields)


def test_the_fingerprint_knows_content_and_not_order() -> None:
    assert fingerprint({"a": 1, "b": "é"}) == fingerprint({"b": "é", "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
    assert fingerprint({}) == "44136fa3"  # the first digits of SHA-256 of "{}"
