# An account's settings and its connection.
from .connection import Account

__all__ = ["Account"]
