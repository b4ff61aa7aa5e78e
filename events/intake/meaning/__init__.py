"""What the columns and the cells of an uploaded table mean."""
