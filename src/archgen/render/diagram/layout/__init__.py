"""Where things are drawn: from the topology to columns, subnet tiers and boxes."""
