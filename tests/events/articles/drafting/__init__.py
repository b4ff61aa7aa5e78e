"""Tests of `events.articles.drafting`."""
