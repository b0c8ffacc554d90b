"""还款工作簿: from "how bad is it?" to a repayment plan that can be kept, and through it."""

__version__ = "0.1.0"
