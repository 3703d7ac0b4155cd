"""Static files: hashed names, compressed once, JavaScript modules hashed by a real lexer."""

from pathlib import Path

from django_manifeststaticfiles_enhanced.storage import EnhancedManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage, EnhancedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def compress_files(self, paths):
        """A hashed name stands for one content, so what is compressed once stays right."""
        return super().compress_files(
            {path for path in paths if not Path(f"{self.path(path)}.br").exists()}
        )
