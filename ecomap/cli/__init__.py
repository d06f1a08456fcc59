"""The command line: ``ecomap --help``."""

from ecomap.cli.main import main

__all__ = ["main"]
