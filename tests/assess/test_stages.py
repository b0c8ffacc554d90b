"""How late a debt is."""

from __future__ import annotations

from datetime import date

import pytest

from repaybook.assess import stages
from repaybook.case.model import CaseFile, CreditorType, Debt
from repaybook.texts import known

CASE = CaseFile(as_of=date(2026, 11, 23))


def debt(overdue_days: int | None = None, overdue_since: date | None = None, overdue_stage: str | None = None) -> Debt:
    return Debt(
        id="D1",
        creditor_alias="某行",
        creditor_type=CreditorType.BANK_CREDIT_CARD,
        overdue_days=overdue_days,
        overdue_since=overdue_since,
        overdue_stage=overdue_stage,
    )


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (0, "M0"),
        (1, "M1"),
        (30, "M1"),
        (31, "M2"),
        (60, "M2"),
        (61, "M3"),
        (90, "M3"),
        (91, "M4"),
        (120, "M4"),
        (121, "M5"),
        (150, "M5"),
        (151, "M6"),
        (180, "M6"),
        (181, "M7"),
        (3650, "M7"),
    ],
)
def test_thirty_days_are_a_stage(days: int, stage: str) -> None:
    assert stages.stage(CASE, debt(days)) == stage


def test_the_day_since_when_counts_where_the_days_are_not_told() -> None:
    # 30 August to 23 November: 1 + 30 + 31 + 23 = 85 days
    assert stages.stage(CASE, debt(overdue_since=date(2026, 8, 30))) == "M3"
    assert stages.stage(CASE, debt(overdue_days=5, overdue_since=date(2026, 8, 30))) == "M1"
    assert stages.stage(CASE, debt(overdue_since=date(2026, 12, 1))) == "M0"


def test_the_stage_as_told_counts_where_nothing_else_is_known() -> None:
    assert stages.stage(CASE, debt(overdue_stage="M4")) == "M4"
    assert stages.stage(CASE, debt()) == stages.UNKNOWN


def test_only_what_is_known_to_be_late_is_called_late() -> None:
    assert stages.is_late(CASE, debt(1))
    assert not stages.is_late(CASE, debt(0))
    assert not stages.is_late(CASE, debt())


def test_the_worst_stage_is_the_highest_known() -> None:
    assert stages.worst(["M0", "M3", stages.UNKNOWN, "M2"]) == "M3"
    assert stages.worst([stages.UNKNOWN]) == stages.UNKNOWN
    assert stages.worst([]) == "M0"


@pytest.mark.parametrize("stage", ["M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7", stages.UNKNOWN])
def test_every_stage_has_its_words(stage: str) -> None:
    assert known("zh", stages.stage_key(stage))
    assert known("en", stages.stage_key(stage))
