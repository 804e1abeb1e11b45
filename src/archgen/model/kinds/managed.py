"""What the regional services have in common: an API of their own, outside of the VPC."""

from collections.abc import Sequence

from .base import Component
from .copies import Copy, FailureImpact, Scope, State


class Managed(Component):
    """A regional service that AWS keeps in three zones or more, outside any VPC."""

    scope = Scope.REGION
    is_managed = True

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Unaffected: the service itself spans three or more zones of the region."""
        return FailureImpact(State.UNAFFECTED, "the service replicates it across zones")
