"""Where a person stands: the budget, the debts, what can be paid."""
