"""Maps: positions, colours, what a map shows, and the stand-alone page."""
