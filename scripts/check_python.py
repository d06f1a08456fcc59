"""Stop early, and say what to do, where this Python is too old for ecomap."""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"Python 3.11-3.13이 필요합니다 (지금은 {found}). 예: make demo PYTHON=python3.12\n"
        f"ecomap needs Python 3.11 to 3.13 (this is {found}). Example: make demo PYTHON=python3.12"
    )
