"""Compares what a browser shows with a kept picture; ``ECOMAP_PICTURES=write`` keeps what is shown instead.

Example::

    from tests.support.pictures import assert_looks_like

    assert_looks_like(page.screenshot(), "network")
"""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

KEPT = Path(__file__).parent.parent / "e2e" / "pictures"
LARGEST = 60_000
"""Bytes of a kept picture: they travel with the repository."""

_NOTICED = 40
"""Steps of 255 by which a pixel has to differ to count: less is how edges are smoothed."""


def assert_looks_like(png: bytes, name: str, tolerance: float = 0.005) -> None:
    """Fail where more than a share of pixels differs from the kept picture of a name.

    Parameters
    ----------
    png : bytes
        What is shown.
    name : str
        Of the kept picture, ``tests/e2e/pictures/<name>.png``.
    tolerance : float
        Share of pixels, 0 to 1, that may differ clearly.
    """
    shown, path = Image.open(BytesIO(png)).convert("RGB"), KEPT / f"{name}.png"
    if os.environ.get("ECOMAP_PICTURES") == "write":
        _keep(shown, path)
        return
    assert path.is_file(), f"no picture {path}: run once with ECOMAP_PICTURES=write and look at it"
    kept = Image.open(path).convert("RGB")
    assert shown.size == kept.size, f"{name}: {shown.size} instead of {kept.size} pixels"
    share = differing(shown, kept)
    if share > tolerance:
        actual = Path(tempfile.gettempdir()) / f"{name}-shown.png"
        shown.save(actual)
        raise AssertionError(f"{name}: {share:.2%} of pixels differ, {tolerance:.2%} may; see {actual} beside {path}")


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ clearly between two pictures of one size and mode RGB."""
    bands = ImageChops.difference(one, other).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(strongest.histogram()[_NOTICED:]) / (one.width * one.height)


def _keep(shown: Image.Image, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    shown.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size <= LARGEST, f"{path} has over {LARGEST} bytes: show less"
