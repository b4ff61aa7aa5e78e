"""From files to a ledger: read, check, locate."""
