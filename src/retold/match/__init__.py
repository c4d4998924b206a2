"""Which passages of two accounts report the same thing: candidates, features, a calibrated score, groups."""
