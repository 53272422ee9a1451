"""The FIT file on the wire: header, definition messages, data messages, checksum. No training in here.

Source: the FIT protocol as Garmin documents it publicly. All numbers are little-endian. A data message is
laid out by the definition message before it; a definition holds one of sixteen slots until it is replaced.
"""

import struct
from collections.abc import Iterable
from typing import NamedTuple

PROTOCOL_VERSION = 0x10  # 1.0: every watch reads it, and nothing of 2.0 is used
PROFILE_VERSION = 21_000
HEADER_SIZE = 14
SLOTS = 16
DEFINITION = 0x40  # in the byte before a record: it defines, it does not say
MAX_FIELD = 255  # bytes; a field's size is one byte
EPOCH = 631_065_600  # FIT time counts seconds from here: 1989-12-31T00:00:00Z in Unix time


class Base(NamedTuple):
    """A base type: its number on the wire, its struct code, the smallest and largest valid value."""

    number: int
    code: str = ""
    smallest: int = 0
    largest: int = 0


ENUM = Base(0x00, "<B", 0, 0xFE)
UINT16 = Base(0x84, "<H", 0, 0xFFFE)
UINT32 = Base(0x86, "<I", 0, 0xFFFF_FFFE)
UINT32Z = Base(0x8C, "<I", 1, 0xFFFF_FFFF)
STRING = Base(0x07)


class Field(NamedTuple):
    """A field's number within its message, its base type and its value."""

    number: int
    base: Base
    value: int | str


class Message(NamedTuple):
    """One message: its global number and its fields."""

    number: int
    fields: tuple[Field, ...]


def records(messages: Iterable[Message]) -> bytes:
    """Messages with the definitions they need. What stands before them in a file does not matter.

    ValueError when a value does not fit its field.
    """
    slots: dict[bytes, int] = {}
    out = []
    for message in messages:
        values = [_data(field) for field in message.fields]
        layout = _layout(message, values)
        if layout not in slots:
            if len(slots) == SLOTS:
                slots.clear()
            slots[layout] = len(slots)
            out.append(bytes((DEFINITION | slots[layout],)) + layout)
        out.append(bytes((slots[layout],)) + b"".join(values))
    return b"".join(out)


def file(*parts: bytes) -> bytes:
    """A whole FIT file of such records."""
    size = sum(map(len, parts))
    start = struct.pack("<BBHI4s", HEADER_SIZE, PROTOCOL_VERSION, PROFILE_VERSION, size, b".FIT")
    whole = b"".join((start, _checked(start), *parts))
    return whole + _checked(whole)


def _checked(data: bytes) -> bytes:
    return struct.pack("<H", crc(data))


def crc(data: bytes) -> int:
    """The checksum of FIT: CRC-16/ARC."""
    value = 0
    for byte in data:
        value = value >> 8 ^ _TABLE[(value ^ byte) & 0xFF]
    return value


def cut(text: str, size: int) -> str:
    """The longest beginning of `text` that takes no more than `size` bytes of UTF-8."""
    return text.encode(errors="replace")[:size].decode(errors="ignore")


def _data(field: Field) -> bytes:
    """A value on the wire. ValueError when it does not fit."""
    _, base, value = field
    if isinstance(value, str):
        data = value.encode() + b"\0"
        if len(data) > MAX_FIELD:
            raise ValueError(f"a text of {len(data)} bytes; a field holds {MAX_FIELD}")
        return data
    if not base.smallest <= value <= base.largest:
        raise ValueError(f"{value} is not within {base.smallest} to {base.largest}")
    return struct.pack(base.code, value)


def _layout(message: Message, values: list[bytes]) -> bytes:
    """A definition message without its slot: little-endian, message number, number and size of fields."""
    out = bytearray(struct.pack("<BBHB", 0, 0, message.number, len(values)))
    for field, value in zip(message.fields, values, strict=True):
        out += bytes((field.number, len(value), field.base.number))
    return bytes(out)


def _table() -> tuple[int, ...]:
    def remainder(byte: int) -> int:
        for _ in range(8):
            byte = byte >> 1 ^ (0xA001 if byte & 1 else 0)
        return byte

    return tuple(remainder(byte) for byte in range(256))


_TABLE = _table()
