"""What runs in processes of its own runs here as it does from a shell."""

import sys
from types import ModuleType

import pytest


@pytest.fixture(autouse=True)
def _no_script_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's tests leave their script as the main module, which every new process would run first."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
