"""The kernels behind the public page: one a visitor, counted, told that they are public, gone when they are dead."""

from __future__ import annotations

import asyncio
import os
from datetime import date
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Integer, List, Unicode

# The session keeps its hands off the disk when it finds this.
PUBLIC = "REPAYBOOK_PUBLIC"


_ERRORS_ALONE = "--IPKernelApp.log_level=40"
# What a visitor types goes into no history file.
_NO_HISTORY = "--HistoryManager.enabled=False"


class FullHouseError(HTTPError):
    """Every session there is room for is taken."""

    def __init__(self) -> None:
        super().__init__(503, "every session is taken")


class ThisPythonsKernel(KernelSpecManager):
    """Starts this very interpreter, where the package is installed, whatever else the machine calls ``python3``."""

    kernel_dirs = List(Unicode())


class DeskKernels(AsyncMappingKernelManager):
    """A counsellor's kernels, which log errors alone: a warning that nobody can act on is a fright."""

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        """Start a kernel and return its id."""
        kernel_id: str = await super().start_kernel(extra_arguments=[_ERRORS_ALONE], **options)
        return kernel_id


class VisitorKernels(AsyncMappingKernelManager):
    """Starts kernels up to a limit, each told that it is public and to write no history.

    A kernel that died is not replaced by an empty one under its name: its page is told instead.
    """

    most = Integer(1, config=True, help="Kernels at once.")

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._starting = 0
        self._born: dict[str, date] = {}
        self._ending: dict[str, asyncio.Future[Any]] = {}

    @property
    def full(self) -> bool:
        """Whether no further kernel may start now; those on their way count."""
        return len(self) + self._starting >= self.most

    def born(self, kernel_id: str) -> date | None:
        """Return the day on which a kernel of this server was started."""
        return self._born.get(kernel_id)

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        """Start a kernel and return its id; ``FullHouseError`` when there is no room, decided before anything waits."""
        if self.full:
            raise FullHouseError
        self._starting += 1
        try:
            environment = {**(options.pop("env", None) or os.environ), PUBLIC: "1"}
            # A folder of the server's own: the owner's start-up files and history are none of a visitor's business.
            environment["IPYTHONDIR"] = os.path.join(self.connection_dir, "ipython")  # noqa: PTH118 – Jupyter's is a str
            kernel_id: str = await super().start_kernel(
                env=environment, extra_arguments=[_NO_HISTORY, _ERRORS_ALONE], **options
            )
        finally:
            self._starting -= 1
        self._born[kernel_id] = date.today()  # noqa: DTZ011 – this machine's day, as the session sees it
        return kernel_id

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel."""
        self._born.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    async def alive(self, kernel_id: str) -> bool:
        """Return whether a kernel is there and its process runs; one whose process ended is forgotten."""
        if kernel_id not in self:
            return False
        if await self.is_alive(kernel_id):
            return True
        self.release(kernel_id)
        return False

    def release(self, kernel_id: str) -> None:
        """End a kernel without letting anybody wait for it; one that is ending already is left to it."""
        if kernel_id in self and kernel_id not in self._ending:
            task = asyncio.ensure_future(ensure_async(self.shutdown_kernel(kernel_id, now=True)))
            self._ending[kernel_id] = task
            task.add_done_callback(lambda _: self._ending.pop(kernel_id))
