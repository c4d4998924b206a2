"""The pairs that `same_name` is trained on: the same in every run, whatever the hash seed; its weights are made of them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DIGEST = "import hashlib, pairs; print(hashlib.sha256(repr(list(pairs.pairs())).encode()).hexdigest(), len(list(pairs.pairs())))"


def run(code: list[str], seed: str) -> subprocess.CompletedProcess[str]:
    paths = f"{ROOT / 'src'}:{ROOT / 'eval' / 'names'}"
    return subprocess.run(
        [sys.executable, *code], capture_output=True, text=True, env={"PYTHONPATH": paths, "PYTHONHASHSEED": seed}
    )


def test_made_pairs_are_the_same_under_any_hash_seed() -> None:
    first, second = (run(["-c", DIGEST], seed).stdout.split() for seed in ("1", "2"))
    assert first == second
    assert int(first[1]) > 5000


@pytest.mark.skipif(not (ROOT.parent / "shared" / "eval").is_dir(), reason="the development data is not here")
def test_training_gives_the_weights_to_the_byte() -> None:
    done = run([str(ROOT / "eval" / "names" / "train.py"), "--check"], "3")
    assert done.returncode == 0, done.stderr
