"""The sentences of the pages."""
