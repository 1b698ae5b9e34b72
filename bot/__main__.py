"""`python -m bot`: the same as the console script."""

from bot.cli.program import main

if __name__ == "__main__":
    main()
