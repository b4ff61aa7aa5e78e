"""Charts; Altair lives here and nowhere else."""
