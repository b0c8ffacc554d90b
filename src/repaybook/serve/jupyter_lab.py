"""JupyterLab on the notebooks, for a counsellor: this very Python, this very package, cases on disk."""

from __future__ import annotations

import warnings
from functools import partial
from pathlib import Path

from jupyterlab.labapp import LabApp
from traitlets.config import Config

from repaybook.serve.address import check_free, shown
from repaybook.serve.kernels import DeskKernels, ThisPythonsKernel
from repaybook.serve.notebooks import desk, keep_as_written
from repaybook.texts import LANGS, say


def run(host: str, port: int, *, browser: bool) -> None:
    """Run JupyterLab until stopped; ``ServeError`` when the address cannot be had."""
    check_free(host, port)
    # Jupyter reads a setting of its own that it has deprecated; nobody who opens JupyterLab can do anything about it.
    warnings.filterwarnings("ignore", "ServerApp.token config is deprecated", DeprecationWarning)
    config = Config(
        {
            "ServerApp": {
                "ip": host,
                "port": port,
                "port_retries": 0,
                "root_dir": str(desk()),
                "open_browser": browser,
                "allow_root": True,  # a container has nobody else; the token keeps strangers out
                "kernel_manager_class": DeskKernels,
                "kernel_spec_manager_class": ThisPythonsKernel,
            },
            "Application": {"log_level": "ERROR"},
            "FileContentsManager": {"pre_save_hook": keep_as_written},
            "LabApp": {
                "default_url": "/lab/tree/workbook.ipynb",
                # Nothing is asked of any other host: no news, no extension catalogue, no look for a newer version.
                "app_settings_dir": str(Path(__file__).parent / "lab_settings"),
                "news_url": None,
                "extension_manager": "readonly",
                "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            },
        }
    )
    server = LabApp.initialize_server(argv=[], config=config)
    address = f"{shown(host, port)}lab/tree/workbook.ipynb?token={server.identity_provider.token}"
    announced = "\n".join(say(lang, "serve.lab_running", address=address) for lang in LANGS)
    server.io_loop.add_callback(partial(print, announced, flush=True))  # after the server has begun to listen
    server.start()
