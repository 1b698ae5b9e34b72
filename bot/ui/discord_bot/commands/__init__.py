"""The commands, one file each: a factory that closes over just what its command needs."""
