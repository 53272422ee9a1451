"""What a person sets once: onek.toml and its twins in the environment, read once, frozen."""

from onek_sync.settings.sections import FILE, Settings, find_folder, read_settings, settings_of
from onek_sync.settings.source import text_of

__all__ = ["FILE", "Settings", "find_folder", "read_settings", "settings_of", "text_of"]
