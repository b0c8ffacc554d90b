"""The evidence list of a case: what proves what it says, item by item, at hand or not, in a lasting order.

What is asked for follows from the debts' kinds and from what the case claims (``evidence.toml``). The person's own
rows stand for the item they belong to; papers listed by name elsewhere (hardship, income, contacts) are never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from repaybook.case.model import CaseFile, Category, Debt, Evidence
from repaybook.case.vocabulary import JUDGED
from repaybook.follow.conduct import judged
from repaybook.follow.evidence_kinds import Kind, kinds
from repaybook.follow.parties import creditor_of

OTHER = "other"
From = Literal["list", "manifest", "hardship", "income", "contact"]

_IN_COURT: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "payment_order": (frozenset({"payment_order"}), frozenset({"payment_order_received"})),
    "mediation": (frozenset({"mediation", "pre_litigation_mediation"}), frozenset({"mediation"})),
    "judged": (
        JUDGED,
        frozenset({"judgment_received", "enforcement_notice", "account_frozen"}),
    ),
    "lawsuit": (
        frozenset({"litigation", "arbitration", "lawyer_letter"}),
        frozenset({"summons_received", "hearing", "arbitration_hearing"}),
    ),
}
"""Legal states of a debt and legal events about it that a court paper stands behind."""
_PAID = "paid"
_ABOUT_A_CALL = frozenset({"agreement", _PAID, "payment_order", "mediation", "judgment", "lawsuit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered item of the list.

    ``number`` – its place in the case's whole list, from 1; it does not change when the item is marked. ``row`` – its
    line in the manifest; where the case has none yet, what one would start from. ``source`` – where it is from: asked
    for by the list itself, a row of the manifest, or a name listed with the hardship, an income or a contact.
    """

    number: int
    row: Evidence
    source: From

    @property
    def kind(self) -> str:
        """Return the kind of evidence, a word of ``evidence.kind.*``."""
        return self.row.kind

    @property
    def debt(self) -> str | None:
        """Return the debt it belongs to, ``None`` for the household's own."""
        return self.row.debt

    @property
    def standing(self) -> str:
        """Return how it stands: ``have``, ``can_get`` or ``missing``."""
        return self.row.standing


def _spent_on(*categories: Category) -> Callable[[CaseFile], bool]:
    return lambda case: any(line.category in categories and line.amount_monthly for line in case.expenses)


_OF_HOUSEHOLD: Mapping[str, Callable[[CaseFile], bool]] = {
    "any": lambda _case: True,
    "never": lambda _case: False,
    "debts": lambda case: bool(case.debts),
    "income": lambda case: bool(case.income),
    "family": lambda case: bool(case.client.dependants or (case.client.household_size or 1) > 1),
    "housing": _spent_on(Category.HOUSING),
    "schooling": lambda case: bool(case.client.dependants) and _spent_on(Category.EDUCATION_RECREATION)(case),
    "said": lambda _case: False,
}


def _misconduct(case: CaseFile, debt: Debt) -> bool:
    return any(judged(row, case).misconduct for row in case.contact_log if creditor_of(row, case) == debt.id)


def _in_court(claim: str) -> Callable[[CaseFile, Debt], bool]:
    states, events = _IN_COURT[claim]

    def answer(case: CaseFile, debt: Debt) -> bool:
        told = any(event.debt == debt.id and event.type in events for event in case.legal_events)
        return told or debt.legal_status in states or (claim == "judged" and debt.judgment is not None)

    return answer


def _assigned(case: CaseFile, debt: Debt) -> bool:
    noticed = any(event.debt == debt.id and event.type == "assignment_notice" for event in case.legal_events)
    return noticed or debt.collector == "assignee" or debt.legal_status == "assigned"


_OF_DEBT: Mapping[str, Callable[[CaseFile, Debt], bool]] = {
    "any": lambda _case, _debt: True,
    "secured": lambda _case, debt: debt.secured,
    "agreement": lambda case, debt: case.agreement(debt.id) is not None,
    "misconduct": _misconduct,
    "assigned": _assigned,
    **{claim: _in_court(claim) for claim in _IN_COURT},
}


def _fits(kind: Kind, debt: Debt) -> bool:
    return (kind.types is None or debt.creditor_type in kind.types) and debt.creditor_type not in kind.not_types


def _asked(case: CaseFile) -> Iterator[tuple[Kind, str | None]]:
    """Yield what the list asks for: the household's own, then each debt's, in the order of the numbers."""
    said = "\n".join(case.shocks)
    for kind in kinds().values():
        claimed = kind.about == "household" and _OF_HOUSEHOLD[kind.claim](case)
        if claimed or any(words in said for words in kind.said):
            yield kind, None
    for debt in case.debts:
        for kind in kinds().values():
            if kind.about == "debt" and _fits(kind, debt) and _OF_DEBT[kind.claim](case, debt):
                yield kind, debt.id


def _named(case: CaseFile) -> Iterator[tuple[str, str | None, From]]:
    """Yield every paper listed by name: the name, the debt where it is known, and where it is listed."""
    for name in case.hardship_evidence:
        yield name, None, "hardship"
    for line in case.income:
        for name in line.evidence:
            yield name, None, "income"
    for contact in case.contact_log:
        for name in contact.evidence:
            yield name, creditor_of(contact, case), "contact"


def _called(name: str, about: str | None) -> str:
    """Return the kind that a name tells by the longest words known of it, the first where two are as long."""
    found = [
        (-len(word), name.find(word), kind.name)
        for kind in kinds().values()
        if about is None or kind.about == about
        for word in kind.known_as
        if word in name
    ]
    return min(found)[2] if found else OTHER


def _by_name(case: CaseFile) -> Iterator[tuple[Evidence, From]]:
    """Yield the papers that are listed by name alone, each once, as lines that a manifest could have."""
    in_manifest = {(row.name, row.debt) for row in case.evidence} | {(row.name, None) for row in case.evidence}
    seen: set[tuple[str, str | None]] = set()
    for name, debt, source in _named(case):
        if (name, debt) in in_manifest or (name, debt) in seen:
            continue
        seen.add((name, debt))
        if source == "contact":
            kind = _called(name, "debt")
            kind = kind if kind in _ABOUT_A_CALL else "collection"
        elif source == "income":
            kind = _called(name, "household")
            kind = "income" if kind == OTHER else kind
        else:
            kind = _called(name, None)
        yield Evidence(kind=kind, standing="have", debt=debt, name=name), source


def _only_debt(case: CaseFile, kind: str, slots: tuple[tuple[Kind, str | None], ...]) -> str | None:
    """Return the debt of a paper named without one: the only one the list asks for it with, or that was paid on."""
    debts: list[str | None] = [debt for asked, debt in slots if asked.name == kind]
    if kind == _PAID:
        debts = [one.debt for one in case.agreements if one.payments] or debts
    return debts[0] if len(debts) == 1 else None


def evidence_list(case: CaseFile) -> tuple[Item, ...]:
    """Return the evidence list of a case: the household's items, each debt's, then what fits none of them.

    Every row of the manifest and every paper listed by name is there once. An item that the list asks for and nobody
    has said anything of stands as its kind does: to be had, or missing.
    """
    slots = tuple(_asked(case))
    rows: list[tuple[Evidence, From]] = [(row, "manifest") for row in case.evidence]
    for row, source in _by_name(case):
        settled = row if row.debt is not None else replace(row, debt=_only_debt(case, row.kind, slots))
        rows.append((settled, source))
    found: list[tuple[Evidence, From]] = []
    for kind, debt in slots:
        mine = [one for one in rows if (one[0].kind, one[0].debt) == (kind.name, debt)]
        found += mine or [(Evidence(kind=kind.name, standing=kind.standing, debt=debt), "list")]
    placed = {(kind.name, debt) for kind, debt in slots}
    order = list(kinds())
    spare = [one for one in rows if (one[0].kind, one[0].debt) not in placed]
    spare.sort(key=lambda one: order.index(one[0].kind) if one[0].kind in order else len(order))
    return tuple(
        Item(number=number, row=row, source=source) for number, (row, source) in enumerate([*found, *spare], 1)
    )


def enclosed(case: CaseFile, paper: str, debt: str | None, named: Iterable[str] = ()) -> tuple[Evidence, ...]:
    """Return what goes with a paper about this debt: the papers of these names, then what the manifest has for it.

    A paper that belongs to another debt never goes along, nor one that the manifest says is not at hand. A name the
    list does not know stays as it is.
    """
    whole = evidence_list(case)
    mine = [item for item in whole if item.debt in {None, debt} or debt is None]
    by_name = {item.row.name: item.row for item in reversed(mine) if item.row.name}
    others = {item.row.name for item in whole if item.source in {"hardship", "manifest"}} - by_name.keys()
    others &= set(case.hardship_evidence)
    found = [
        by_name.get(name) or Evidence(kind=OTHER, standing="have", name=name) for name in named if name not in others
    ]
    found += [
        item.row
        for item in mine
        if item.source == "manifest" and item.kind in kinds() and paper in kinds()[item.kind].papers
    ]
    return tuple(dict.fromkeys(row for row in found if row.standing == "have"))
