"""Papers: a case and its plan as letters, statements and schedules, each from the case's own facts. Nothing is sent."""
