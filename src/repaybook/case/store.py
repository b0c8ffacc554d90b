"""Case files on disk: saved whole or not at all, never over somebody else's change."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from repaybook.case.fields import quoted
from repaybook.case.json_text import MOST_BYTES
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.errors import Problem, RepaybookError

_ENDING = ".repaybook-part"
_STALE_SECONDS = 600
_TRIES, _BETWEEN_TRIES = 200, 0.01
"""How often another saver is waited for, and how many seconds each time: two in all, it needs a few thousandths."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR})


class StoreError(RepaybookError):
    """The case could not be fetched from or saved to the disk; what was on the disk is still there."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case and the fingerprint of the file it came from, to be handed to ``save``."""

    case: CaseFile
    seen: str


def _problem(key: str, path: Path) -> StoreError:
    return StoreError([Problem(f"problems.store.{key}", (), {"name": quoted(path.name)})])


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turn what the system says into a named problem."""
    try:
        yield
    except OSError as error:
        key = "failed"
        if error.errno in _FULL:
            key = "disk_full"
        elif error.errno in _NO_RIGHT:
            key = "no_right"
        elif error.errno in _NOT_THERE:
            key = "not_there"
        elif error.errno == errno.EISDIR:
            key = "is_folder"
        elif error.errno == errno.ENAMETOOLONG:
            key = "long_name"
        raise _problem(key, path) from error


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _on_disk(path: Path) -> str | None:
    """Return the fingerprint of what is on the disk now, ``None`` for nothing."""
    try:
        return _fingerprint(path.read_bytes())
    except FileNotFoundError:
        return None


def load(path: Path) -> Opened:
    """Return the case in a file and the file's fingerprint.

    Raises ``StoreError`` where the file cannot be read, ``CaseError`` where it holds no sound case.
    """
    with _named(path), path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    return Opened(read_case(data), _fingerprint(data))


def save(path: Path, case: CaseFile, seen: str | None) -> str:
    """Save the case and return the new fingerprint, for the next save.

    ``seen`` is the fingerprint from ``load`` or the last ``save``, ``None`` for a file that must not exist yet. A kill
    at any moment leaves the old file or the new one, whole. Raises ``StoreError`` and leaves the old file where another
    program changed the file since (``changed``), where a file is in the way (``exists``), where the disk is full or may
    not be written. Raises ``CaseError`` where the case could not be read again.

    Two savers take turns at comparing and replacing, so that of two in the same instant one finds the file changed.
    Where the system has no such lock (Windows, some network drives) the moment between the two stays.
    """
    data = write_case(case)
    target = Path(os.path.realpath(path))
    with _named(path):
        _sweep(target)
        part = _written(target, data)
        try:
            with _alone_in(target.parent):
                now = _on_disk(target)
                if now != seen:
                    raise _problem("exists" if seen is None else "gone" if now is None else "changed", path)
                if now is not None and not os.access(target, os.W_OK):
                    raise _problem("no_right", path)
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        _settle(target.parent)
    return _fingerprint(data)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other savers in this folder waiting; the folder itself is locked, so that no lock file is left behind.

    The system frees the lock of a saver that is killed. One that was stopped with it is not waited for without end.
    """
    try:
        import fcntl  # noqa: PLC0415 - not there on Windows, and only a saver needs it
    except ImportError:
        yield
        return
    descriptor = None
    try:
        with suppress(OSError):  # no right to look into the folder, or a drive without locks
            descriptor = os.open(folder, os.O_RDONLY)
            for _ in range(_TRIES):
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    time.sleep(_BETWEEN_TRIES)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _prefix(target: Path) -> str:
    # A short hash: the name of a part file stays within what a file system takes.
    return f".{hashlib.sha256(target.name.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}-"


def _written(target: Path, data: bytes) -> Path:
    """Write the bytes beside the target, all the way to the disk, with the target's rights; return where."""
    descriptor, name = tempfile.mkstemp(prefix=_prefix(target), suffix=_ENDING, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(target.stat().st_mode))
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def _sweep(target: Path) -> None:
    """Take away what a killed saver left beside this file more than ten minutes ago."""
    for part in target.parent.glob(f"{_prefix(target)}*{_ENDING}"):
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can open a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
