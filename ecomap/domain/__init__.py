"""What is recorded: actors, ties and what they refer to, as frozen records and pure rules."""
