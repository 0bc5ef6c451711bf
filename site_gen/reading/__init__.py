"""From bytes to records: discover files, split the fence, read fields and body sections."""
