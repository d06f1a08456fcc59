"""The analyses: described records, each with a pure function of a snapshot."""
