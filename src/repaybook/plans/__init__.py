"""What can be proposed: offers, schedules, and their projection month by month."""
