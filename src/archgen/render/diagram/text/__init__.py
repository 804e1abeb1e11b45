"""The font, the width of text, and captions."""
