"""Static files: hashed names, compressed once, JavaScript modules hashed by a real lexer."""

from pathlib import Path

from django.conf import settings
from django_manifeststaticfiles_enhanced.storage import EnhancedManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage, EnhancedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def __init__(self, *args, **kwargs):
        self.addresses: dict[str, str] = {}
        super().__init__(*args, **kwargs)

    def url(self, name, force=False):
        """Worked out once for each file: the names of a release stay while it runs."""
        if settings.DEBUG or force or name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]

    def compress_files(self, paths):
        """A hashed name stands for one content, so what is compressed once stays right."""
        return super().compress_files(
            {path for path in paths if not Path(f"{self.path(path)}.br").exists()}
        )
