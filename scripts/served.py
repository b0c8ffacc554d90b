"""Servers of ours in processes of their own, for the tests, the benchmarks and the screenshots."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil

START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A server of ours in a process of its own."""

    url: str
    process: psutil.Process
    log: Path

    def kernels(self) -> list[psutil.Process]:
        """Return the kernel processes that it has started and that still run."""
        return [
            child
            for child in self.process.children()
            if child.status() != psutil.STATUS_ZOMBIE and any("ipykernel" in word for word in child.cmdline())
        ]


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def _running(arguments: list[str], port: int, folder: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run a server in a folder until the block ends; it is ready when it has said so."""
    log = folder / f"server-{port}.log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=folder,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )
        impatience = threading.Timer(START_SECONDS, process.kill)
        impatience.start()
        try:
            said = process.stdout.readline().decode("utf-8") if process.stdout else ""
            impatience.cancel()
            if f"127.0.0.1:{port}/" not in said:
                raise RuntimeError(log.read_text("utf-8", "replace"))
            start = said.index("http")
            address = said[start : said.index("（", start)]
            yield Server(address, psutil.Process(process.pid), log)
        finally:
            impatience.cancel()
            process.terminate()
            try:
                process.communicate(timeout=START_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


def workbook(kind: str, folder: Path, **environment: str) -> AbstractContextManager[Server]:
    """Serve the workbook as a visitor (``serve``) or a counsellor (``lab``) gets it."""
    port = free_port()
    return _running(["-m", "repaybook", kind, "--no-browser", "--port", str(port)], port, folder, environment)


def page(
    notebook: Path, folder: Path, environment: Mapping[str, str] | None = None, **limits: float
) -> AbstractContextManager[Server]:
    """Serve any notebook as the public page, within limits of its own."""
    port = free_port()
    code = (
        "from pathlib import Path; from repaybook.serve import Limits; from repaybook.serve.public import run; "
        f"run('127.0.0.1', {port}, browser=False, limits=Limits(**{limits!r}), notebook=Path({str(notebook)!r}))"
    )
    return _running(["-c", code], port, folder, environment or {})


def write_notebook(path: Path, code: str) -> Path:
    """Write a notebook of one cell, and return its path."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = nbformat.v4.new_code_cell(code)  # type: ignore[no-untyped-call]
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})  # type: ignore[no-untyped-call]
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
    return path
