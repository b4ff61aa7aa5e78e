"""A view to publish, and the command that makes it."""
