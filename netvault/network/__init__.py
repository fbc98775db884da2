"""The in-memory graph: who the notes are about, and what they say of each other."""
