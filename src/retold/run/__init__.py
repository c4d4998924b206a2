"""Where the work runs: here, or in a pool of processes."""
