"""The timetable, and the wiring of the worker."""


def on_app_ready(app):
    """Procrastinate calls this with the app once Django's applications are loaded."""
