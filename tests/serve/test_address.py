"""Where the server listens, within which limits, and where the notebooks are."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from repaybook.errors import RepaybookError
from repaybook.serve import Limits, serve
from repaybook.serve.address import check_free, shown
from repaybook.serve.limits import ServeError
from repaybook.serve.notebooks import desk, folder, keep_as_written


def key(problem: pytest.ExceptionInfo[RepaybookError]) -> str:
    return problem.value.problems[0].key


def test_a_port_in_use_is_a_problem_with_its_number() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ServeError) as problem:
            serve(port=port, browser=False)
    assert key(problem) == "serve.problem.port_taken"
    assert problem.value.problems[0].values == {"port": port}


def test_a_free_port_is_no_problem() -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    check_free("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(ServeError) as problem:
        check_free("127.0.0.1", port)
    assert key(problem) == "serve.problem.no_such_port"


def test_a_host_that_is_none_is_refused() -> None:
    with pytest.raises(ServeError) as problem:
        check_free("no such host", 8866)
    assert key(problem) == "serve.problem.no_such_host"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8866/"),
        ("0.0.0.0", "http://127.0.0.1:8866/"),  # noqa: S104
        ("localhost", "http://localhost:8866/"),
        ("::1", "http://[::1]:8866/"),
    ],
)
def test_the_address_shown_is_one_that_a_browser_here_can_open(host: str, address: str) -> None:
    assert shown(host, 8866) == address


def test_limits_come_from_the_environment_where_it_sets_them() -> None:
    assert Limits.from_environment({}) == Limits()
    chosen = {"REPAYBOOK_KERNELS": "8", "REPAYBOOK_IDLE_MINUTES": "0.5", "REPAYBOOK_WARM": "0"}
    assert Limits.from_environment(chosen) == Limits(kernels=8, idle_minutes=0.5, warm=0)


@pytest.mark.parametrize(
    "chosen",
    [{"REPAYBOOK_KERNELS": "many"}, {"REPAYBOOK_KERNELS": "0"}, {"REPAYBOOK_KERNELS": "2", "REPAYBOOK_WARM": "2"}],
)
def test_limits_that_nobody_could_visit_are_a_problem(chosen: dict[str, str]) -> None:
    with pytest.raises(ServeError) as problem:
        Limits.from_environment(chosen)
    assert key(problem) == "serve.problem.limits"


def test_the_checkouts_own_notebooks_are_served_and_worked_on() -> None:
    own = Path(__file__).parent.parent.parent / "notebooks"
    assert folder() == own
    assert desk() == own


def test_what_a_run_left_in_a_notebook_of_ours_is_not_saved() -> None:
    source = {"cell_type": "code", "id": "a", "metadata": {"trusted": True}, "source": "workbook()"}
    left = {**source, "outputs": [{"output_type": "stream", "text": "周某 48213.57"}], "execution_count": 7}
    empty: dict[str, Any] = {
        "cell_type": "code",
        "id": "b",
        "metadata": {},
        "source": "",
        "outputs": [],
        "execution_count": None,
    }
    metadata = {"kernelspec": {"name": "python3"}, "widgets": {"state": "周某"}}
    model = {"type": "notebook", "content": {"metadata": metadata, "cells": [left, empty]}}
    keep_as_written(model, "workbook.ipynb", contents_manager=None)
    assert model["content"] == {
        "metadata": {"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}},
        "cells": [{**source, "metadata": {}, "outputs": [], "execution_count": None}],
    }


@pytest.mark.parametrize("path", ["mine.ipynb", "clients/workbook.ipynb"])
def test_a_counsellors_own_notebook_is_saved_as_it_is(path: str) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [1], "execution_count": 1}
    model = {"type": "notebook", "content": {"metadata": {}, "cells": [cell]}}
    keep_as_written(model, path)
    assert cell["outputs"] == [1]
