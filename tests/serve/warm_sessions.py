"""A program: sets the page's server up without listening, lives through two days of its pool, and prints what it saw.

It is a process of its own because Jupyter leaves sockets to the garbage collector, which a test would report.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tornado.web

from repaybook.serve.kernels import FullHouseError
from repaybook.serve.limits import Limits
from repaybook.serve.pool import tend
from repaybook.serve.public import configured


async def warm(kernels: Any, notebook: str) -> str:
    """Return the id of the first session in the pool, once it is warm."""
    session = await kernels._pools[notebook][0]
    return str(session["kernel_id"])


async def two_days(app: Any, notebook: str) -> dict[str, Any]:
    app.app = tornado.web.Application(**app.init_settings())
    kernels = app.kernel_manager
    today = date.today()  # noqa: DTZ011 – the server's own day
    seen: dict[str, Any] = {"first": await warm(kernels, notebook)}

    await tend(kernels, notebook, today)
    seen["later that day"] = await warm(kernels, notebook)

    await tend(kernels, notebook, today + timedelta(days=1))
    seen["after midnight"] = await warm(kernels, notebook)

    process = kernels.get_kernel(seen["after midnight"]).provisioner
    await process.kill()
    await process.wait()
    await tend(kernels, notebook, today)
    seen["after a death"] = await warm(kernels, notebook)

    while not kernels.full:
        await kernels.start_kernel(kernel_name="python3")
    kernels._pools[notebook].clear()
    await tend(kernels, notebook, today)
    seen["waiting in a full house"] = len(kernels._pools[notebook])
    try:
        await kernels.start_kernel(kernel_name="python3")
    except FullHouseError as full:
        seen["one more"] = full.status_code
    seen["running"] = len(kernels)
    await kernels.shutdown_all(now=True)
    return seen


if __name__ == "__main__":
    book, folder = Path(sys.argv[1]), sys.argv[2]
    public = configured("127.0.0.1", 8866, Limits(kernels=3, warm=1), book)
    public.connection_dir = folder
    print(json.dumps(asyncio.run(two_days(public, book.name))))  # noqa: T201 – the program's answer
