"""What a reader brings: its preview, what is unsure of it, and what has joined the map."""
