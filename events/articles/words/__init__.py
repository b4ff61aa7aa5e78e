"""The words of a language: its lexicon, its numbers, how it spells names, and the sentences of a text."""
