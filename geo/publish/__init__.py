"""A view to give away, and the command that makes it."""
