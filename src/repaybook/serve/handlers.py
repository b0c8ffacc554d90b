"""What the public server answers: the page, the state of its kernel, its socket, its goodbye – and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from voila.request_info_handler import RequestInfoSocketHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from repaybook.serve.kernels import VisitorKernels
from repaybook.serve.pool import tend
from repaybook.serve.words import words

PROTOCOL = "v1.kernel.websocket.jupyter.org"
KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_KERNEL_IN_PAGE = re.compile(r'"kernelId": "([0-9a-f-]{36})"')
# Voilà sends this script between the parts of a page that takes long; no other stands in the page itself.
_HEARTBEAT = base64.b64encode(hashlib.sha256(b"window.voila_heartbeat()").digest()).decode("ascii")
# A message has its channel, a delimiter's worth of header parts, and the buffers of an upload: never this many.
_MOST_PARTS = 256


def policy(host: str) -> str:
    """Return the page's content security policy: nothing from anywhere but this server."""
    # Browsers before 2022 do not count a socket to the same host as 'self'.
    sockets = f" ws://{host} wss://{host}" if re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", host) else ""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' 'sha256-{_HEARTBEAT}'",
            "style-src 'self' 'unsafe-inline'",  # widgets set their sizes in style attributes
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        ]
    )


def well_formed(message: str | bytes) -> bool:
    """Return whether a socket's message has the form of the protocol: a short table of offsets, in order, inside it.

    The library reads the table's length from the message and believes it.
    """
    if not isinstance(message, bytes):
        return False
    count = int.from_bytes(message[:8], "little")
    if not 2 <= count <= _MOST_PARTS or len(message) < 8 * (count + 1):
        return False
    offsets = [int.from_bytes(message[8 * i : 8 * i + 8], "little") for i in range(1, count + 1)]
    return offsets[0] == 8 * (count + 1) and offsets == sorted(offsets) and offsets[-1] <= len(message)


class Anyone(IdentityProvider):
    """Everybody is the same visitor: no login, and no cookie that names anyone."""

    def get_user(self, handler: web.RequestHandler) -> User:  # noqa: ARG002 – that is the point
        """Return the one visitor there is."""
        return User(username="visitor")


class Calm(JupyterHandler):
    """Answers errors with a page of two languages that says what to do."""

    def write_error(self, status_code: int, **details: Any) -> None:  # noqa: ARG002 – they go to the log
        """Write the page of an error; a full house asks to come again."""
        kind = {404: "not_found", 503: "full"}.get(status_code, "fault")
        if status_code == 503:
            self.set_header("Retry-After", "120")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        template = self.settings["voila_jinja2_env"].get_template("error.html.j2")
        self.finish(template.render(base_url=self.base_url, kind=kind, words=words()))

    @property
    def content_security_policy(self) -> str:
        """Return the policy of the page."""
        return policy(self.request.host)


class Page(Calm, TornadoVoilaHandler):
    """The workbook: a kernel of one's own, and a page that is sent while the kernel works."""

    kernel_manager: VisitorKernels
    _kernel_id = ""
    _left = False

    def on_connection_close(self) -> None:
        """Remember that the visitor left before the page was whole."""
        self._left = True
        super().on_connection_close()

    @web.authenticated
    async def get(self, path: str | None = None) -> None:
        """Send the page; a kernel whose visitor left while it was sent is ended."""
        if path:
            raise web.HTTPError(404)
        self.set_header("Referrer-Policy", "same-origin")
        assert self.xsrf_token  # noqa: S101 – reading it sets the cookie that the page's goodbye must carry
        await tend(self.kernel_manager, self.notebook_path, date.today())  # noqa: DTZ011 – this machine's day, as the session's
        async for part in self.get_generator(path=path):
            found = _KERNEL_IN_PAGE.search(part)
            if found is not None:
                self._kernel_id = found[1]
            if self._left and self._kernel_id:
                break
            if not self._left:
                self.write(part)
                self.flush()
        RequestInfoSocketHandler._cache.clear()  # noqa: SLF001 – Voilà keeps every request for ever, and nobody asks for it
        if self._left:
            self.kernel_manager.release(self._kernel_id)


class KernelState(KernelHandler):
    """Whether a page's kernel lives. Not when it died, even if its name is still known."""

    kernel_manager: VisitorKernels
    SUPPORTED_METHODS = ("GET",)

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        """Return the kernel's model; 404 when it is gone."""
        if not await self.kernel_manager.alive(kernel_id):
            raise web.HTTPError(404)
        answer: Any = super().get(kernel_id)
        await answer


class Goodbye(APIHandler):
    """A page that closes ends its kernel."""

    kernel_manager: VisitorKernels

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End a kernel; saying goodbye twice is no mistake."""
        self.kernel_manager.release(kernel_id)
        self.set_status(204)
        self.finish()


class KernelSocket(VoilaKernelWebsocketHandler):
    """The socket between a page and its kernel, for clients that speak the page's protocol and nothing older."""

    async def get(self, kernel_id: str) -> None:
        """Open the socket; 400 for another protocol."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if PROTOCOL not in [name.strip() for name in offered.split(",")]:
            raise web.HTTPError(400, "unknown protocol")
        await super().get(kernel_id)

    @property
    def ping_timeout(self) -> int:
        """Return after how many milliseconds without an answer the socket counts as dead: three pings.

        With one ping only, the first look at it, exactly one interval after the opening, would end every socket.
        Tornado, which asks before the socket is open, wants no more than one.
        """
        return int(self.ping_interval) * (1 if self.ws_connection is None else 3)

    def on_message(self, message: str | bytes) -> None:
        """Pass a message on to the kernel; a malformed one ends the connection."""
        if well_formed(message):
            super().on_message(message)
        else:
            self.log.warning("a malformed message; the socket is closed")
            self.close(1002, "malformed")
