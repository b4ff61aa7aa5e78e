"""What an analyst brings, a file or a table, becomes reports: nothing of it is lost, and nothing believed unseen."""
