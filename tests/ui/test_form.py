"""A form that opens in place: saved once, closed before the page answers, open again where its answers do not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from repaybook import demo
from repaybook.case.read import read_case
from repaybook.errors import Problem, RepaybookError
from repaybook.money import Money
from repaybook.ui.fields import WordsField
from repaybook.ui.kit import Kit
from repaybook.ui.models.follow import FollowDesk
from repaybook.ui.session import Session
from repaybook.ui.views.agreement_forms import AgreementForm, PaymentForm
from repaybook.ui.views.form import Form


def button(box: Any, label: str) -> Any:
    """Return the button of this label, wherever it is in the box."""
    if getattr(box, "description", None) == label and hasattr(box, "click"):
        return box
    found = (button(child, label) for child in getattr(box, "children", ()))
    return next((one for one in found if one is not None), None)


def is_open(form: Form) -> bool:
    return "rb-hidden" not in form.box._dom_classes


def opened(save: Callable[[], None]) -> Form:
    kit = Session().keep(Kit)
    form = Form(kit, [WordsField(kit, "谁")], save, cancel="取消")
    form.open("新的一条", "保存", None)
    return form


def test_a_second_press_while_it_is_saved_saves_nothing_twice() -> None:
    saved: list[bool] = []
    form = opened(lambda: saved.append(is_open(form)))
    button(form.box, "保存").click()
    button(form.box, "保存").click()
    assert saved == [False]  # gone from the page before the case is touched
    assert not is_open(form)
    form.open("新的一条", "保存", None)
    button(form.box, "保存").click()
    assert saved == [False, False]


def test_answers_that_do_not_do_keep_it_open_with_their_sentence() -> None:
    def refuse() -> None:
        raise RepaybookError([Problem("follow.problem.which_day")])

    form = opened(refuse)
    for _ in range(2):
        button(form.box, "保存").click()
        assert is_open(form)
        assert any("请写哪天还的" in getattr(child, "value", "") for child in form.box.children)


def follow_desk() -> tuple[Session, FollowDesk, Kit]:
    session = Session(read_case(demo.demo_bytes("C5-misconduct")), step="follow")
    return session, session.keep(FollowDesk), session.keep(Kit)


def test_a_payment_is_recorded_once_and_on_the_agreement_as_it_has_become_meanwhile() -> None:
    session, desk, kit = follow_desk()
    form = PaymentForm(kit, desk)
    form.open(desk.agreements[0], None)
    (agreement,) = session.case.agreements
    session.change(agreements=(replace(agreement, reference="2026-118"),))
    save = button(form.form.box, kit.say("follow.pay.save"))
    save.click()
    save.click()
    (agreement,) = session.case.agreements
    assert agreement.reference == "2026-118"
    assert [payment.amount for payment in agreement.payments] == [Money.yuan(780)] * 6  # five before, one more


def test_a_payment_under_an_agreement_that_is_gone_is_refused_by_name() -> None:
    session, desk, kit = follow_desk()
    form = PaymentForm(kit, desk)
    form.open(desk.agreements[0], None)
    session.change(agreements=())
    button(form.form.box, kit.say("follow.pay.save")).click()
    assert session.case.agreements == ()
    assert is_open(form.form)
    assert any(kit.say("follow.problem.agreement_gone") in getattr(one, "value", "") for one in form.form.box.children)


def test_the_older_of_two_agreements_about_a_debt_can_still_be_corrected() -> None:
    session, desk, kit = follow_desk()
    (newer,) = session.case.agreements
    older = replace(newer, signed=None, reference="甲")
    session.change(agreements=(older, newer))
    form = AgreementForm(kit, desk)
    form.open(older, None)
    form.reference.children[0].value = "乙"
    button(form.form.box, kit.say("follow.form.save_edit")).click()
    assert [one.reference for one in session.case.agreements] == ["乙", None]
    # and a second one about the same debt is still refused
    form.open(None, None)
    form.debt.children[0].value = "D1"
    button(form.form.box, kit.say("follow.form.save")).click()
    assert len(session.case.agreements) == 2
