"""Who holds which district on which day, and who says so; knows nothing of geometry or screens."""
