"""Route tables, the walk of a packet through them, and the paths between components."""
