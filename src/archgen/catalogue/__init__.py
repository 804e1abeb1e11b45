"""What AWS offers: regions, zones and sizes."""
