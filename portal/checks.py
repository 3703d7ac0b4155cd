"""Start-up checks that Django does not make."""
