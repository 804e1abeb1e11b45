"""The Spanish of the errors of the file itself, AG0xx, by the English text: one module for what is read."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.i18n.es.errors import components, connections, model, yaml

ERRORS: Mapping[str, str] = {
    **yaml.ERRORS,
    **model.ERRORS,
    **components.ERRORS,
    **connections.ERRORS,
}
