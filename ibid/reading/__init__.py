"""From the disk to typed fields: files, front matter, validation."""
