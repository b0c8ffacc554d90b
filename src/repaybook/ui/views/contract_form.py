"""The terms of one debt's contract: each answer goes into the case at once, and the true rate follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from repaybook.case.model import Fee
from repaybook.case.vocabulary import FEE_TAKERS, FEE_TIMES, REPAYMENT_METHODS
from repaybook.counsel.cost_words import rate_words
from repaybook.ui.fields import AmountField, ChoiceField, CountField, Field, PercentField, RateField, WordsField
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.counsel import CounselModel
from repaybook.ui.views.names import debt_name
from repaybook.ui.views.rows import close

_LONGEST_TERM = 600
_LOAN_METHODS = tuple(method for method in REPAYMENT_METHODS if method != "revolving")


class _FeeFields:
    """One fee: what it is called, who charges it, how much, when."""

    def __init__(self, kit: Kit, index: int, tell: Callable[..., None], drop: Callable[[], None]) -> None:
        say = kit.say
        takers = [(say(f"terms.fee_taker.{name}"), name) for name in FEE_TAKERS]
        times = [(say(f"terms.fee_time.{name}"), name) for name in FEE_TIMES]
        self._fields: dict[str, Field[Any]] = {
            "name": WordsField(kit, say("terms.field.fee.name"), most=60),
            "charged_by": ChoiceField(kit, say("terms.field.fee.charged_by"), takers),
            "amount": AmountField(kit, say("terms.field.fee.amount"), hint=say("counsel.contract.fee_both")),
            "rate": PercentField(kit, say("terms.field.fee.rate")),
            "when": ChoiceField(kit, say("terms.field.fee.when"), times, FEE_TIMES[0], unknown=False),
        }
        for name, field in self._fields.items():
            field.on_answer(partial(self._take, tell, name))
        heading = kit.html(f"<h5>{text_of(say('counsel.contract.fee_title', n=index + 1))}</h5>")
        remove = kit.button(say("counsel.contract.fee_drop"), drop, "rb-quiet")
        self.box = kit.box((heading, kit.box(self._fields.values(), "rb-grid"), remove), "rb-tight")

    def _take(self, tell: Callable[..., None], name: str, value: Any) -> None:
        tell(**{name: (value or "") if name == "name" else value})

    def show(self, fee: Fee, *, fresh: bool) -> None:
        """Show the fee as the case has it."""
        for name, field in self._fields.items():
            field.put(getattr(fee, name), fresh=fresh)

    def focus(self) -> None:
        """Put the cursor into its name."""
        self._fields["name"].focus()


class ContractForm:
    """The form in ``box``; ``open`` turns it to a debt, ``tell`` follows the case."""

    def __init__(self, kit: Kit, model: CounselModel) -> None:
        self._kit, self._model = kit, model
        self._debt = ""
        self._fields: dict[str, Field[Any]] = {}
        self._fees: list[_FeeFields] = []
        self._title = kit.html()
        self._grid = kit.box((), "rb-grid")
        self._list = kit.box((), "rb-stack")
        add = kit.button(kit.say("counsel.contract.fee_add"), self._add_fee)
        forget = kit.button(kit.say("counsel.contract.clear"), self._clear, "rb-quiet")
        row = kit.box((add, forget), "rb-row")
        self._result = kit.html()
        self.box = kit.box((self._title, self._grid, self._list, self._result, row), "rb-calm", "rb-tight")

    def _make(self) -> None:
        """Make the fields when a contract is first opened."""
        kit, say = self._kit, self._kit.say
        methods = [(say(f"terms.repayment_method.{name}"), name) for name in _LOAN_METHODS]
        label = "terms.field.contract"
        self._fields = {
            "amount": AmountField(kit, say(f"{label}.amount")),
            "received": AmountField(kit, say(f"{label}.received"), hint=say("counsel.contract.received_hint")),
            "terms": CountField(kit, say(f"{label}.terms"), least=1, most=_LONGEST_TERM),
            "annual_rate": RateField(kit, say(f"{label}.annual_rate"), hint=say("counsel.contract.rate_hint")),
            "repayment_method": ChoiceField(kit, say(f"{label}.repayment_method"), methods),
            "instalment": AmountField(kit, say(f"{label}.instalment")),
        }
        for name, field in self._fields.items():
            field.on_answer(partial(self._take, name))
        self._grid.children = tuple(self._fields.values())

    def _take(self, name: str, value: Any) -> None:
        self._model.tell(self._debt, **{name: value})

    def open(self, debt_id: str) -> None:
        """Show the contract of a debt."""
        if not self._fields:
            self._make()
        self._debt = debt_id
        self._follow(fresh=True)

    def tell(self, debt_id: str) -> None:
        """Follow the case; what is being typed stays."""
        if debt_id == self._debt:
            self._follow(fresh=False)

    def focus(self) -> None:
        """Put the cursor into the first field."""
        self._fields["amount"].focus()

    def _follow(self, *, fresh: bool) -> None:
        kit, contract = self._kit, self._model.contract(self._debt)
        name = debt_name(kit, kit.session.case.debt(self._debt))
        self._title.value = (
            f"<h4>{text_of(kit.say('counsel.contract.title', name=name))}</h4>"
            f'<p class="rb-soft">{text_of(kit.say("counsel.contract.lead"))}</p>'
        )
        cost = next((one for one in self._model.page.costs if one.debt == self._debt), None)
        rate = cost.all_in if cost is not None and cost.basis == "contract" else None
        result = f'<p role="status"><b>{text_of(rate_words(kit.session.lang, rate))}</b></p>'
        if self._result.value != result:
            self._result.value = result
        for field_name, field in self._fields.items():
            field.put(getattr(contract, field_name), fresh=fresh)
        if len(self._fees) != len(contract.fees):
            for before in self._fees:
                close(before.box)
            self._fees = [self._fee_fields(index) for index in range(len(contract.fees))]
            self._list.children = tuple(fields.box for fields in self._fees)
            fresh = True
        for fields, fee in zip(self._fees, contract.fees, strict=True):
            fields.show(fee, fresh=fresh)

    def _fee_fields(self, index: int) -> _FeeFields:
        def tell(**answers: Any) -> None:
            self._model.tell_fee(self._debt, index, **answers)

        return _FeeFields(self._kit, index, tell, partial(self._drop_fee, index))

    def _add_fee(self) -> None:
        self._model.add_fee(self._debt)
        self._fees[-1].focus()

    def _drop_fee(self, index: int) -> None:
        self._model.drop_fee(self._debt, index)
        self.focus()

    def _clear(self) -> None:
        self._model.clear(self._debt)
        self._follow(fresh=True)
        self.focus()
