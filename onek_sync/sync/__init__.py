"""Workshop: decides what has to be done at a target (`diff`, pure), and does it (`apply`)."""
