"""Measurements beside peers, as ratios from one run; nothing here is asserted."""
