"""Pages that `archgen explain` shows."""
