"""The workbook served: the public page on Voilà, and JupyterLab for a counsellor."""

from __future__ import annotations

from repaybook.serve.limits import Limits

__all__ = ["Limits", "lab", "serve"]


def serve(
    host: str = "127.0.0.1",
    port: int = 8866,
    *,
    browser: bool = True,
    limits: Limits | None = None,
) -> None:
    """Serve the public page until it is stopped, and print its address; ``ServeError`` when the port is taken.

    ``browser`` opens the page where there is a screen. ``limits`` are by default those of the environment.
    """
    from repaybook.serve.public import run  # noqa: PLC0415 – Voilà is loaded by whoever serves, and by nobody else

    run(host, port, browser=browser, limits=limits or Limits.from_environment())


def lab(host: str = "127.0.0.1", port: int = 8888, *, browser: bool = True) -> None:
    """Run JupyterLab on the notebooks until it is stopped, and print its address; ``ServeError`` as above."""
    from repaybook.serve.jupyter_lab import run  # noqa: PLC0415 – as above

    run(host, port, browser=browser)
