"""How all tests run: a busy machine makes no property false, and every kind states what it has to."""

import pytest
from hypothesis import settings

from archgen.model.kinds import kind_class, kinds
from capabilities import unstated

settings.register_profile("archgen", deadline=None)
settings.load_profile("archgen")


def pytest_configure() -> None:
    """Stops at once where a kind states too little: else half of the tests fail, and none names it."""
    for name in kinds():
        if missing := unstated(kind_class(name)):
            path = f"src/{kind_class(name).__module__.replace('.', '/')}.py"
            said = f"{path} does not state {', '.join(missing)}"
            raise pytest.UsageError(f"{said}: src/archgen/model/kinds/base.py says what each means")
