"""What is noticed in a text, each kind by itself: places, sides, days, quantities, speakers, and what is no report."""
