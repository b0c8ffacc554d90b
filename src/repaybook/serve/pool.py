"""The warm sessions: started in advance, and let go when they broke or when their day is over."""

from __future__ import annotations

from datetime import date
from typing import Any


async def tend(kernels: Any, notebook: str, today: date) -> None:
    """Leave only sessions in the pool that are fit for a visitor, and start the missing ones if there is room.

    A session counts days from the day it was started on: one that waited past midnight would miscount every deadline.
    """
    pool = getattr(kernels, "_pools", {}).get(notebook)  # Voilà offers no way to look into its pool
    if pool is None:
        return
    for waiting in [task for task in pool if task.done()]:
        broken = waiting.cancelled() or waiting.exception() is not None
        kernel_id = None if broken else waiting.result()["kernel_id"]
        if kernel_id is not None and kernels.born(kernel_id) == today and await kernels.alive(kernel_id):
            continue
        if waiting in pool:  # it may have been taken away meanwhile, as by ``alive``
            pool.remove(waiting)
        if kernel_id is not None:
            kernels.release(kernel_id)
    if not kernels.full:
        kernels.fill_if_needed(delay=0, notebook_name=notebook)
