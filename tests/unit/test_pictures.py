"""Comparing pictures: smoothing is let pass, a moved or missing thing is not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.support import pictures


def shown(left: int = 10, colour: str = "#0072b2") -> bytes:
    image = Image.new("RGB", (100, 100), "white")
    ImageDraw.Draw(image).ellipse((left, 10, left + 30, 40), fill=colour)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_a_picture_is_kept_once_and_then_held_against(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pictures, "KEPT", tmp_path)
    with pytest.raises(AssertionError, match="no picture"):
        pictures.assert_looks_like(shown(), "dot")
    monkeypatch.setenv("ECOMAP_PICTURES", "write")
    pictures.assert_looks_like(shown(), "dot")
    monkeypatch.delenv("ECOMAP_PICTURES")
    pictures.assert_looks_like(shown(), "dot")
    pictures.assert_looks_like(shown(colour="#0a7ab8"), "dot")
    with pytest.raises(AssertionError, match=r"dot: \d+\.\d+% of pixels differ"):
        pictures.assert_looks_like(shown(left=50), "dot")
