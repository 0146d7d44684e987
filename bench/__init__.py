"""What ``script/bench`` runs: our figures beside a peer's and beside a floor's, in one run."""
