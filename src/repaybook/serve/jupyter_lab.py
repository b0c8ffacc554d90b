"""JupyterLab on the notebooks, for a counsellor: this very Python, this very package, cases on disk."""

from __future__ import annotations

from jupyterlab.labapp import LabApp
from traitlets.config import Config

from repaybook.serve.address import check_free, shown
from repaybook.serve.kernels import ThisPythonsKernel
from repaybook.serve.notebooks import desk
from repaybook.texts import LANGS, say


def run(host: str, port: int, *, browser: bool) -> None:
    """Run JupyterLab until stopped; ``ServeError`` when the address cannot be had."""
    check_free(host, port)
    config = Config(
        {
            "ServerApp": {
                "ip": host,
                "port": port,
                "port_retries": 0,
                "root_dir": str(desk()),
                "open_browser": browser,
                "allow_root": True,  # a container has nobody else; the token keeps strangers out
                "kernel_spec_manager_class": ThisPythonsKernel,
            },
            "Application": {"log_level": "WARN"},
            "LabApp": {
                "default_url": "/lab/tree/workbook.ipynb",
                # Nothing is asked of any other host: no news, no extension catalogue.
                "news_url": None,
                "extension_manager": "readonly",
                "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            },
        }
    )
    server = LabApp.initialize_server(argv=[], config=config)
    address = f"{shown(host, port)}lab/tree/workbook.ipynb?token={server.identity_provider.token}"
    for lang in LANGS:
        print(say(lang, "serve.lab_running", address=address), flush=True)  # noqa: T201 – a command's answer
    server.start()
