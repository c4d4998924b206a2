"""The collector of cycles is held inside the block only."""

import gc

import pytest

from retold.run import collector


def test_held_inside_and_running_after() -> None:
    assert gc.isenabled()
    with collector.held():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_lets_it_run_again() -> None:
    with pytest.raises(ValueError, match="stop"), collector.held():
        raise ValueError("stop")
    assert gc.isenabled()


def test_who_held_it_before_still_holds_it() -> None:
    with collector.held():
        with collector.held():
            pass
        assert not gc.isenabled()
