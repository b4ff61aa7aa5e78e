"""Every sentence that a reader sees."""
