"""The demonstration: invented people whose weeks are told with the real actions."""
