"""What the docs say of a topology, as plain values; the page's template only prints them."""
