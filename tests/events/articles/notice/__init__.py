"""Tests of `events.articles.notice`."""
