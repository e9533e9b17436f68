"""What is printed on pages and is no text: page numbers, running heads and feet."""
