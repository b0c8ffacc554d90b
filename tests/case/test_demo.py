"""The invented cases travel inside the package as bytes."""

from __future__ import annotations

import pytest

from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names


def test_the_five_cases_are_invented_and_say_so() -> None:
    assert len(names()) == 5
    assert all(read_case(demo_bytes(name)).synthetic for name in names())


@pytest.mark.parametrize("name", ["", "C9", "../pyproject", "C1-easy.json"])
def test_there_is_no_other_case(name: str) -> None:
    with pytest.raises(KeyError):
        demo_bytes(name)
