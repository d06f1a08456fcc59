"""Make sure that a Chromium is installed for the browser test, with apt where that is possible.

The test itself finds it through ``tests/support/chromium.py``; this script uses the same search.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Install Chromium if there is none; exit 1 with what to do where that cannot be done."""
    if os.environ.get("ECOMAP_CHROMIUM") or any(shutil.which(name) for name in NAMES):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "chromium", "fonts-nanum"]):
            subprocess.run(["apt-get", *words], check=True, env=environ, stdout=subprocess.DEVNULL)
        return
    sys.exit(
        "브라우저 시험에 Chromium이 필요합니다: sudo apt-get install chromium fonts-nanum\n"
        "The browser test needs Chromium: sudo apt-get install chromium fonts-nanum"
    )


if __name__ == "__main__":
    main()
