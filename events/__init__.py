"""Who controls which district on which day, and who says so; independent of geometry and screens."""
