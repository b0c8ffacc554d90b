"""After the talk: what falls due under agreements, contracts and the plan, what was paid, which legal dates come."""
