"""Static files: hashed names, compressed once, JavaScript modules hashed by a real lexer."""

from django_manifeststaticfiles_enhanced.storage import EnhancedManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage, EnhancedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
