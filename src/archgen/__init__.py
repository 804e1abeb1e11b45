"""archgen: AWS architecture as a diagram, generated and validated."""

__version__ = "0.1.0"
