"""An open-loop load on a loopback Discord: our bot, and a bare client that says and keeps the same."""
