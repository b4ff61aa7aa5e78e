"""Tests of `events.articles.words`."""
