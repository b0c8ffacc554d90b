"""The models behind costs and boundary: contracts in the case at once, answers in the session and kept on request."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from repaybook.assess.boundary import Light
from repaybook.case.model import BoundaryAnswer, CaseFile, Contract, LegalEvent
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.counsel.costs import Cost
from repaybook.demo import demo_bytes
from repaybook.errors import CaseError
from repaybook.money import Money
from repaybook.ui.models.boundary import BoundaryModel
from repaybook.ui.models.counsel import CounselModel, no_single_rate
from repaybook.ui.models.follow import legal_days
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.session import Session


@pytest.fixture
def session() -> Session:
    return Session(read_case(demo_bytes("C2-tight")))


def cost(model: CounselModel, debt: str) -> Cost:
    return next(one for one in model.page.costs if one.debt == debt)


def test_the_terms_of_a_contract_give_the_true_rate_at_once_and_undo_takes_them_back(session: Session) -> None:
    model = CounselModel(session)
    assert cost(model, "D3").basis == "rate"
    model.tell("D3", amount=Money.yuan(10_000))
    model.tell("D3", terms=12)
    assert cost(model, "D3").basis == "rate"  # a price is missing still
    model.tell("D3", annual_rate=Decimal("0.12"))
    model.add_fee("D3")
    model.tell_fee("D3", 0, amount=Money.yuan(100), charged_by="guarantor")
    found = cost(model, "D3").all_in
    assert found is not None
    assert (round(found.simple, 4), round(found.effective, 4)) == (Decimal("0.3276"), Decimal("0.3815"))
    model.drop_fee("D3", 0)
    after = cost(model, "D3").all_in
    assert after is not None
    assert round(after.simple, 4) == Decimal("0.1200")
    model.clear("D3")
    assert session.case.debt("D3").contract is None
    session.undo()
    assert session.case.debt("D3").contract is not None


def test_figures_that_never_repay_have_no_rate_and_say_so(session: Session) -> None:
    model = CounselModel(session)
    model.tell("D3", amount=Money.yuan(10_000), terms=12, instalment=Money.yuan(500))  # 6,000 in all
    found = cost(model, "D3")
    assert (found.basis, found.all_in) == ("unknown", None)
    assert no_single_rate(session.case.debt("D3"), found)


def test_what_a_case_cannot_hold_is_refused_and_changes_nothing(session: Session) -> None:
    model = CounselModel(session)
    before = session.case
    with pytest.raises(CaseError):
        model.tell("D3", annual_rate=Decimal("-0.03"))
    assert session.case == before


def test_answers_live_in_the_session_and_reach_the_file_only_on_request(session: Session) -> None:
    model = BoundaryModel(session)
    model.answer("assets", Light.RED)
    model.answer("goal", Light.GREEN)
    assert session.boundary == {"assets": Light.RED, "goal": Light.GREEN}
    assert not session.case.boundary
    assert "enforcement_settlement" in model.blocked
    model.keep(wanted=True)
    assert session.case.boundary == (
        BoundaryAnswer(question="goal", light="green"),
        BoundaryAnswer(question="assets", light="red"),
    )
    model.answer("assets", None)
    assert [answer.question for answer in session.case.boundary] == ["goal"]
    assert model.blocked == ()
    model.keep(wanted=False)
    assert not session.case.boundary
    assert session.boundary == {"goal": Light.GREEN}
    model.clear()
    assert session.boundary == {}
    with pytest.raises(ValueError, match="not one of the eight"):
        model.answer("weather", Light.RED)


def test_an_undo_brings_back_what_the_case_kept(session: Session) -> None:
    model = BoundaryModel(session)
    model.keep(wanted=True)
    model.answer("fees", Light.RED)
    model.answer("fees", Light.AMBER)
    session.undo()
    assert session.boundary == {"fees": Light.RED}
    session.undo()
    assert session.case.boundary == ()
    assert not model.kept
    session.redo()
    assert model.kept


def test_another_case_brings_its_own_answers_and_forgets_the_others(session: Session) -> None:
    model = BoundaryModel(session)
    model.answer("fees", Light.RED)
    kept = CaseFile(as_of=date(2026, 11, 23), boundary=(BoundaryAnswer(question="means", light="amber"),))
    session.open(write_case(kept))
    assert session.boundary == {"means": Light.AMBER}
    assert model.kept
    session.open(write_case(CaseFile(as_of=date(2026, 11, 23))))
    assert session.boundary == {}
    assert not model.kept
    assert Session(kept).boundary == {"means": Light.AMBER}
    session.clear()
    assert session.boundary == {}


def test_the_strip_has_the_payment_order_that_the_law_dates() -> None:
    session = Session(read_case(demo_bytes("C4-litigated")))
    first = StandingModel(session).now.facts.urgent
    assert first is not None
    assert (first.kind, first.on) == ("payment_order_received", date(2026, 12, 1))


def test_an_empty_contract_is_no_contract(session: Session) -> None:
    model = CounselModel(session)
    model.tell("D3", terms=12)
    model.tell("D3", terms=None)
    assert model.contract("D3") == Contract()
    assert session.case.debt("D3").contract is None


def test_the_dates_of_the_later_steps_are_those_of_the_first() -> None:
    event = LegalEvent(type="payment_order_received", date=date(2026, 11, 16))
    case = CaseFile(as_of=date(2026, 11, 23), legal_events=(event,))
    # 16 November + 15 days, that day not counted
    (one,) = legal_days(case, date(2026, 11, 23))
    assert (one.day, one.days_left) == (date(2026, 12, 1), 8)
