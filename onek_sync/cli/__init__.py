"""Door: the `onek` command."""
