"""Cooperation: who works with whom, between which groups, how often, how long and in how many ways."""
