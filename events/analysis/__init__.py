"""The questions that the pages ask of a ledger."""
