"""`python -m netvault` is `netvault`."""

from __future__ import annotations

from netvault.cli import main

if __name__ == "__main__":
    main()
