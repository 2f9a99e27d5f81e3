"""`python -m scheduler` is `plaza`."""

from scheduler.cli import main

main()
