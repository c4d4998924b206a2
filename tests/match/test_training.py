"""The weights are those that the training script learns, to the byte."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="training needs scikit-learn")
@pytest.mark.skipif(not DATA.is_dir(), reason="the labels are not here")
@pytest.mark.parametrize("script", ["rows/train.py", "events/learn.py"])
def test_training_gives_the_weights_to_the_byte(script: str) -> None:
    found = subprocess.run([sys.executable, str(ROOT / "eval" / script), "--check"], check=False)
    assert found.returncode == 0, f"run eval/{script}"
