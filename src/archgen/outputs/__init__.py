"""What `render` makes of a model: one module an output, each yields artifacts."""
