"""archgen: architecture as a diagram, generated and proved."""

__version__ = "0.1.0"
