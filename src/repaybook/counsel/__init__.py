"""What a counsellor's first half hour finds out: what a debt costs, which facts matter, which way to go."""
