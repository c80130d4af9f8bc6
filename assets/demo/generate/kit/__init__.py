"""Small library that draws, voices, scores and encodes the demo dramas."""
