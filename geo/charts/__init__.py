"""Charts; Altair is imported only here."""
