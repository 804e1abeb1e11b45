"""The Spanish of findings, by the English text: one module for each subject of rules."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es import networks
from archgen.i18n.es.findings import addresses, availability, network, plans, security, services, shared

MESSAGES: Mapping[str, str] = {
    **networks.MESSAGES,
    **shared.MESSAGES,
    **addresses.MESSAGES,
    **availability.MESSAGES,
    **network.MESSAGES,
    **plans.MESSAGES,
    **security.MESSAGES,
    **services.MESSAGES,
}
