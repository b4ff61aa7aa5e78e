"""A site of plain files, for any static host."""
