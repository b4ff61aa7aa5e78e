"""What the pages ask of a ledger."""
