"""What people do that changes several rows or tells somebody: one module per subject."""
