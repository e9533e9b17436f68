"""``python -m ocrclean``."""

from ocrclean.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
