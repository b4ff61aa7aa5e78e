"""What was noticed, put together: which places, which day, who gains, and who says so."""
