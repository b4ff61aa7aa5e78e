"""What a description is made of: numbers that know what they count, lists, and words by what is counted."""
