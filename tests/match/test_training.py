"""The weights are those that the training script learns, to the byte."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = ROOT.parent / "shared" / "data" / "rows" / "dev.jsonl"


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="training needs scikit-learn")
@pytest.mark.skipif(not ROWS.is_file(), reason="the labels are not here")
def test_training_gives_the_weights_to_the_byte() -> None:
    found = subprocess.run([sys.executable, str(ROOT / "eval" / "rows" / "train.py"), "--check"], check=False)
    assert found.returncode == 0, "run eval/rows/train.py"
