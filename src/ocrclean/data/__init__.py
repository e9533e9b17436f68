"""Generated tables; each module names its source and the script in ``scripts/`` that wrote it."""
