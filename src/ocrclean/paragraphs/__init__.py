"""Which line breaks of a text end a paragraph, and which were put there by the line's width."""
