"""What a desk brings and takes away: presets and logos, films, series of posters."""
