"""How lines run between what is drawn."""
