"""A text in the two languages of the product."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Korean and English.

    Parameters
    ----------
    ko, en : str
    """

    ko: str
    en: str

    def get(self, lang: str) -> str:
        """Return the text in a language, ``ko`` unless ``lang`` is ``en``."""
        return self.en if lang == "en" else self.ko

    def __str__(self) -> str:
        return self.ko
