"""What the templates of resources print, topic by topic."""
