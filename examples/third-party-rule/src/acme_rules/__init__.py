"""What Acme wants of every architecture."""
