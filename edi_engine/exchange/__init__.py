"""Exchange: bytes in and out of the workspace's folders, never half and never lost."""
