"""Languages of captions and documents."""
