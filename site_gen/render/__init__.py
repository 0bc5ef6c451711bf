"""Templates, Markdown, addresses and words: from contexts to bytes."""
