"""What an analyst brings, on the ground: where its rows lie, and the boundaries of a country."""
