"""The FIT file on the wire, without any training in it."""

import pytest

from onek_sync.exporters.fit.wire import (
    ENUM,
    STRING,
    UINT16,
    UINT32Z,
    Field,
    Message,
    crc,
    cut,
    file,
    records,
)
from tests.exporters.fit_reading import read

FILE_ID = Message(0, (Field(0, ENUM, 5), Field(3, UINT32Z, 7)))


def titles(*lengths: int) -> list[Message]:
    """Messages of one kind whose text has another length each time."""
    return [Message(264, (Field(254, UINT16, n), Field(2, STRING, "x" * n))) for n in lengths]


def test_the_checksum_is_crc_16_arc() -> None:
    assert crc(b"123456789") == 0xBB3D
    assert crc(b"") == 0


def test_a_changed_byte_is_found_by_the_reader() -> None:
    body = bytearray(file(records([FILE_ID])))
    assert read(bytes(body))[0].raw == {0: 5, 3: 7}
    body[-4] ^= 1
    with pytest.raises(Exception, match=r"(?i)crc"):
        read(bytes(body))


def test_alike_messages_share_one_definition() -> None:
    one, two = len(records(titles(3))), len(records(titles(3, 3)))
    assert two - one == 1 + 2 + 4  # the slot, the index, three letters and the zero


def test_more_layouts_than_slots_are_read_back_in_order() -> None:
    lengths = [*range(1, 41), *range(1, 41)]
    body = file(records([FILE_ID]), records(titles(*lengths)))
    assert [len(str(message.raw[2])) for message in read(body)[1:]] == lengths


def test_parts_do_not_know_of_each_other() -> None:
    part = records(titles(1, 2))
    body = file(records([FILE_ID]), part, part)
    assert [message.raw[2] for message in read(body)[1:]] == ["x", "xx", "x", "xx"]


@pytest.mark.parametrize(
    "field",
    [
        Field(0, ENUM, 255),
        Field(0, UINT16, -1),
        Field(0, UINT16, 65_535),
        Field(0, UINT32Z, 0),
        Field(0, STRING, "x" * 255),
    ],
)
def test_what_does_not_fit_its_field_is_no_file(field: Field) -> None:
    with pytest.raises(ValueError, match=r"is not within|a field holds 255"):
        records([Message(0, (field,))])


@pytest.mark.parametrize(
    ("text", "size", "short"),
    [
        ("jog", 3, "jog"),
        ("jog", 2, "jo"),
        ("zé", 2, "z"),
        ("zé", 3, "zé"),
        ("a🏃b", 4, "a"),
        ("a🏃b", 5, "a🏃"),
    ],
)
def test_texts_are_cut_between_characters(text: str, size: int, short: str) -> None:
    assert cut(text, size) == short
