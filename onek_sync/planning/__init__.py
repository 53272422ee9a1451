"""Workshop: makes a Plan. Shorthand, plan file, paces."""
