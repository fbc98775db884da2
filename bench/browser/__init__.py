"""The outputs rendered in a real browser, and what is found in them that should not be there."""
