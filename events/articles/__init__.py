"""Articles become draft reports: places, days, who gains and who says so, by rules and a lexicon for each language."""
