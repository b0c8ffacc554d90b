"""The case file: what a person told us, read strictly, saved whole."""
