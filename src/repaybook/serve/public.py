"""The public page: Voilà with this one notebook, its own frame, its own limits, and no request to any other host."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from tornado import web
from tornado.ioloop import IOLoop
from traitlets import Unicode
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler

from repaybook.serve.address import check_free, open_browser, shown
from repaybook.serve.handlers import KERNEL, Anyone, Goodbye, KernelSocket, KernelState, Page
from repaybook.serve.kernels import ThisPythonsKernel, VisitorKernels
from repaybook.serve.limits import Limits
from repaybook.serve.notebooks import folder
from repaybook.serve.words import words
from repaybook.texts import LANGS, say

_PAGE = Path(__file__).parent / "page"
# What the page needs of the extensions that happen to be installed: the widgets, and what loads them into the page.
_EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]


class PublicPage(Voila):
    """Voilà, answering only what the page asks for."""

    announced = Unicode(help="Printed when the server listens.")

    def setup_template_dirs(self) -> None:
        """Look for templates in the package first."""
        super().setup_template_dirs()
        self.template_paths: list[str] = [str(_PAGE), *self.template_paths]

    def init_settings(self) -> dict[str, Any]:
        """Return Voilà's settings, with a cookie for this site alone."""
        return {
            **super().init_settings(),
            "xsrf_cookie_kwargs": {"samesite": "Strict"},
            "ws_ping_timeout": 30_000,  # what tornado makes of Jupyter's 90 s anyway, with a warning for every socket
        }

    def init_handlers(self) -> list[Any]:
        """Return what is answered: no contents, no files, no login, no list of kernels."""

        def at(place: str) -> str:
            return str(url_path_join(self.server_url, place))

        return [
            (at(f"/api/kernels/{KERNEL}"), KernelState),
            (at(f"/api/kernels/{KERNEL}/channels"), KernelSocket),
            (at(f"/voila/api/shutdown/{KERNEL}"), Goodbye),
            (at("/voila/templates/(.*)"), TemplateStaticFileHandler),
            (at("/voila/static/(.*)"), MultiStaticFileHandler, {"paths": self.static_paths}),
            (at("/voila/labextensions/(.*)"), MultiStaticFileHandler, {"paths": self.labextensions_path}),
            (
                at("/voila/api/themes/(.*)"),
                ThemesHandler,
                {"themes_url": "/voila/api/themes", "path": self.themes_dir, "labextensions_path": []},
            ),
            (at("/repaybook/(.*)"), web.StaticFileHandler, {"path": str(_PAGE / "static")}),
            (
                at("/(.*)"),
                Page,
                {
                    "notebook_path": Path(self.notebook_path).name,
                    "template_paths": self.template_paths,
                    "config": self.config,
                    "voila_configuration": self.voila_configuration,
                },
            ),
        ]

    def listen(self) -> None:
        """Listen, say where, and serve until stopped."""
        IOLoop.current().add_callback(partial(print, self.announced, flush=True))
        super().listen()


def _config(limits: Limits) -> Config:
    return Config(
        {
            "Voila": {
                "config_file_paths": [],  # a stray file of the folder it was started in has no say
                "port_retries": 0,
                "open_browser": False,
                "identity_provider_class": Anyone,
                "kernel_websocket_connection_class": ZMQChannelsWebsocketConnection,
            },
            "VoilaConfiguration": {
                "template": "lab",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "show_tracebacks": False,
                "strip_sources": True,
                "http_keep_alive_timeout": 5,  # how soon a visitor who left while the page came is noticed
                "extension_allowlist": _EXTENSIONS,
                "multi_kernel_manager_class": VisitorKernels,
                "kernel_spec_manager_class": ThisPythonsKernel,
                "preheat_kernel": limits.warm > 0,
                "default_pool_size": limits.warm,
                "resources": {"words": dict(words())},
            },
            "VisitorKernels": {
                "most": limits.kernels,
                "cull_idle_timeout": max(1, round(60 * limits.idle_minutes)),
                "cull_interval": max(1, min(300, round(60 * limits.idle_minutes / 4))),
                "cull_connected": False,
            },
            "KernelManager": {"autorestart": False},
        }
    )


def configured(host: str, port: int, limits: Limits, notebook: Path) -> PublicPage:
    """Return the server, set up and not yet started."""
    app = PublicPage(
        config=_config(limits),
        ip=host,
        port=port,
        log_level=logging.WARNING,
        notebook_path=str(notebook),
        announced="\n".join(say(lang, "serve.running", address=shown(host, port)) for lang in LANGS),
    )
    app.log.addFilter(lambda record: "is not trusted" not in record.msg)  # the notebook has no outputs to trust
    app.initialize([])
    return app


def run(host: str, port: int, *, browser: bool, limits: Limits, notebook: Path | None = None) -> None:
    """Serve the notebook until stopped by Ctrl-C or SIGTERM; ``ServeError`` when the address cannot be had."""
    check_free(host, port)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    app = configured(host, port, limits, notebook or folder() / "workbook.ipynb")
    if browser:
        open_browser(shown(host, port))
    app.start()
