"""The five invented cases that come with the workbook, as the bytes of their files."""

from __future__ import annotations

from importlib.resources import files

_ENDING = ".json"


def names() -> tuple[str, ...]:
    """Return the names of the cases (``C1-easy`` …), in order."""
    entries = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in entries if name.endswith(_ENDING)))


def demo_bytes(name: str) -> bytes:
    """Return the file of a case, to be read by ``case.read.read_case``; ``KeyError`` where there is no such case."""
    if name not in names():
        raise KeyError(name)
    return files(__name__).joinpath(name + _ENDING).read_bytes()
