"""Reads a packed network map by docs/map-format.md alone, as a browser does: shares no line with the writer.

Example::

    from tests.support.packed import unpacked

    header, columns, ends = unpacked(client.get("/api/v1/maps/network.bin").content)
"""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "f32": "<f4"}


def unpacked(body: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]], list[tuple[int, int]]]:
    """Return header, sections by name, and source and target of every tie."""
    assert body[:4] == b"ECOM"
    (length,) = struct.unpack_from("<I", body, 4)
    header = json.loads(body[8 : 8 + length])
    assert (8 + length) % 8 == 0
    columns = {}
    for name, section in header["sections"].items():
        assert section["at"] % 8 == 0, name
        columns[name] = np.frombuffer(body, _TYPES[section["type"]], section["length"], 8 + length + section["at"])
    return header, columns, _ends(columns["ends"].tolist(), header["ties"])


def _ends(stream: list[int], ties: int) -> list[tuple[int, int]]:
    numbers = []
    value = shift = 0
    for byte in stream:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    assert len(numbers) == 2 * ties
    found, source, target = [], 0, 0
    for step, second in zip(numbers[::2], numbers[1::2], strict=True):
        source, target = source + step, second if step else target + second
        found.append((source, target))
    return found
