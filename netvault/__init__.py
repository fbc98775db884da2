"""netvault keeps the people who help you, in plain text."""

__version__ = "0.1.0"
