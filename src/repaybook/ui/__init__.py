"""The screens: a session, view models without widgets, and views that build widgets once and bind them."""
