"""How a reference can be written. Each module reads one way and answers with source fields."""
