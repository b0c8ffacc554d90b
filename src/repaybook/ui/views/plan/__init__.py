"""方案 on the page: the plans compared, one adjusted creditor by creditor, pictures; or why there is none."""

from repaybook.ui.views.plan.page import plan_view

__all__ = ["plan_view"]
