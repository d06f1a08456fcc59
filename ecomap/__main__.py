"""``python -m ecomap`` is the command line."""

from ecomap.cli import main

main()
