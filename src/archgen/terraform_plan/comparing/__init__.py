"""A model compared with a plan."""
