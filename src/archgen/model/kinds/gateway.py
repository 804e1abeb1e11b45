"""What all gateways have: traffic passes them on its way, and nobody connects to them."""

from __future__ import annotations

from typing import ClassVar

from .base import Component


class Gateway(Component):
    """A way that traffic takes between a VPC and something else."""

    is_way = True
    drawio_shape: ClassVar[str | None] = None
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    compared: ClassVar[tuple[str, ...]] = ()
    may_serve_others = False
    name_limit: ClassVar[tuple[int, str] | None] = None
