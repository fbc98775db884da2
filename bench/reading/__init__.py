"""How well lines are read, and how quickly."""
