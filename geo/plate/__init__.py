"""The still map of the pages beside the atlas."""
