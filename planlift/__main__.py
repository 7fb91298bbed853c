"""`python -m planlift` is the command `planlift`."""

from planlift.cli import main

if __name__ == "__main__":
    main()
