"""The command line: ``repaybook assess | simulate | serve | lab | demo``."""

from repaybook.cli.main import main

__all__ = ["main"]
