"""`python -m onek_sync` is `onek`."""

from onek_sync.cli import main

main()
