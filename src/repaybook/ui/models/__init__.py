"""View models: what a screen says and does, without widgets."""
