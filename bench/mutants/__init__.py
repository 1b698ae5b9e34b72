"""How many small changes of the program no test notices."""
