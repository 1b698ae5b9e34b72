"""A soak: the real client among random troubles, with every promise checked whenever it is calm."""
