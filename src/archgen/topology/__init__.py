"""The model as a graph: instances in zones, addresses, routes, paths, and what a zone failure does."""
