"""How all tests run: a busy machine makes no property false."""

from hypothesis import settings

settings.register_profile("archgen", deadline=None)
settings.load_profile("archgen")
