"""The live page; folium lives here and nowhere else."""
