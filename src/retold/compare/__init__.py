"""Checks that say how the answers stand to each other: agree, compatible, differ, update, only."""
