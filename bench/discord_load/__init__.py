"""Questions a second through a loopback Discord: our bot beside a bare client that says always the same."""
