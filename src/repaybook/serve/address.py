"""Where the server listens: is the port free, what to print, and a browser where there is a screen."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import webbrowser

from repaybook.errors import Problem
from repaybook.serve.limits import ServeError

_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104 – compared with, not listened on


def check_free(host: str, port: int) -> None:
    """Raise ``ServeError`` when the address cannot be listened on: taken, not allowed, or not of this machine."""
    if not 0 < port < 65536:
        raise ServeError([Problem("serve.problem.no_such_port", (), {"port": port})])
    try:
        places = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, place in places:
            with socket.socket(family, kind, protocol) as trial:
                if os.name == "posix":  # elsewhere this option means to share the port with whoever has it
                    trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    trial.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                trial.bind(place)
    except PermissionError:
        raise ServeError([Problem("serve.problem.port_not_allowed", (), {"port": port})]) from None
    except socket.gaierror:
        raise ServeError([Problem("serve.problem.no_such_host", (), {"host": host})]) from None
    except OSError:
        raise ServeError([Problem("serve.problem.port_taken", (), {"port": port})]) from None


def shown(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    name = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def open_browser(address: str) -> None:
    """Open the address in the person's browser, without waiting for it; nothing where there is no screen."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return

    def target() -> None:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(address)

    threading.Thread(target=target, daemon=True).start()
