"""From the bytes of an uploaded file to numbered records of cells, or a refusal by name."""
