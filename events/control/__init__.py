"""The rule of control, and what is behind a standing."""
