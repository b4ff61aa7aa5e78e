"""Files become a ledger: read, check, locate."""
