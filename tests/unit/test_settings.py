"""What the environment may say."""

from __future__ import annotations

import pytest

from ecomap.errors import SettingError
from ecomap.settings import read_settings


def test_a_public_address_is_an_origin() -> None:
    assert read_settings({"ECOMAP_PUBLIC_URL": "https://map.example.org/"}).public_url == "https://map.example.org"
    for text in (
        "map.example.org",
        "ftp://map.example.org",
        "https://map.example.org/a",
        "https://u@x.org",
        "https://x.org?a",
    ):
        with pytest.raises(SettingError, match="ECOMAP_PUBLIC_URL"):
            read_settings({"ECOMAP_PUBLIC_URL": text})
