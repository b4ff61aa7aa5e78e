"""The boundaries of a country that an analyst brings: read, checked, and made into the folder of a war."""
