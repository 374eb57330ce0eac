"""Draw a digit and watch a neural network decide, and learn: `python -m digitpad`."""

from digitpad.cli import main

if __name__ == "__main__":
    main()
