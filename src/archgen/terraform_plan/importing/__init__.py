"""A plan as an architecture, and that as a file."""
