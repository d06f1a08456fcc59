"""Indicators for the tasks of a plan: a value today, by year and by district, and how complete the records are."""
