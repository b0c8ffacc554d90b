"""The views: widgets built once a step, bound to the session, keeping no state of their own."""
