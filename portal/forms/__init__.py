"""Fields and cleaning, one module per subject; saving is the actions' work."""
