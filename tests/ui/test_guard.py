"""What a callback raises: problems are shown, the unexpected is one calm sentence, and the log has the rest."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator

import pytest
from traitlets.log import get_logger

from repaybook.errors import CaseError, Problem
from repaybook.texts import LANGS, say
from repaybook.ui.guard import guard, report, trace, watch
from repaybook.ui.session import Notice, Session

TOLD = Problem("problems.field.negative", ("debts", 1, "principal"))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What is written to the log that a server keeps."""
    logger = logging.getLogger(get_logger().name)
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


def fail(secret: str) -> None:
    raise KeyError(secret)


def test_what_a_person_can_cause_is_shown_with_its_problems() -> None:
    session = Session()

    @guard(session)
    def callback() -> None:
        raise CaseError([TOLD])

    callback()
    assert session.notice == Notice("ui.problems", problems=(TOLD,), alert=True)


def test_a_callback_that_works_gives_back_what_it_gives() -> None:
    session = Session()
    assert guard(session)(lambda left, right: left + right)(1, right=2) == 3
    assert session.notice is None


def test_what_nobody_expected_is_one_sentence_with_a_reference_that_the_log_has(log: pytest.LogCaptureFixture) -> None:
    session = Session()
    assert guard(session)(fail)("4821357") is None
    notice = session.notice
    assert notice is not None
    assert (notice.key, notice.alert) == ("ui.fault", True)
    reference = str(dict(notice.values)["reference"])
    assert re.fullmatch("[0-9A-F]{6}", reference)
    assert reference in log.text
    assert "KeyError: '4821357'" in log.text
    for lang in LANGS:
        assert reference in say(lang, notice.key, **dict(notice.values))


def test_on_the_public_page_the_log_has_the_lines_and_no_figure(log: pytest.LogCaptureFixture) -> None:
    guard(Session(public=True))(fail)("4821357")
    assert "KeyError" in log.text
    assert "in fail" in log.text
    assert "4821357" not in log.text


def test_a_private_trace_follows_its_causes_and_drops_every_message() -> None:
    try:
        fail("secret")
    except KeyError as error:
        cause = error
    later = ValueError("secret too")
    later.__cause__ = cause
    told = trace(later, private=True)
    assert told.index("KeyError\n") < told.index("ValueError\n")
    assert "secret too" not in told
    assert "secret too" in trace(later, private=False)


def test_leaving_the_program_is_no_fault() -> None:
    def leave() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guard(Session())(leave)()


class TestTheNets:
    def test_what_the_comm_machinery_logs_is_reported_until_the_net_is_taken_away(self) -> None:
        session = Session()
        release = watch(session)
        comm = logging.getLogger("Comm")
        try:
            fail("x")
        except KeyError:
            comm.exception("Exception in comm_msg")
        assert session.notice is not None
        session.notice = None
        release()
        try:
            fail("x")
        except KeyError:
            comm.exception("Exception in comm_msg")
        assert session.notice is None

    def test_a_plain_line_of_that_log_is_none(self) -> None:
        session = Session()
        release = watch(session)
        logging.getLogger("Comm").error("No such comm")
        release()
        assert session.notice is None

    def test_what_a_task_raises_is_reported(self) -> None:
        session = Session()

        async def kernel() -> None:
            release = watch(session)
            asyncio.get_running_loop().call_soon(fail, "x")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            release()

        asyncio.run(kernel())
        assert session.notice is not None
        assert session.notice.key == "ui.fault"

    def test_two_reports_have_two_references(self) -> None:
        session = Session()
        assert report(session, KeyError("x")) != report(session, KeyError("x"))
