"""The docs as a book: blocks of their Markdown, one HTML page of them, and a PDF."""
