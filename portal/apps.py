from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from articles import embeds
        from exercises.embeds import cards
        from portal import checks  # noqa: F401  (registers the system checks)

        embeds.register(cards)
