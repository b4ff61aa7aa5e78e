"""What it looks like: the one place that knows a colour or a pattern."""
