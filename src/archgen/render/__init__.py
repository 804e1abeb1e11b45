"""What `archgen render` generates: outputs, their templates, and how files are written."""
