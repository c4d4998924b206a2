"""Checks that say how the answers compare: agree, compatible, differ, update, only."""
