"""The rule of control, and what stands behind a standing."""
