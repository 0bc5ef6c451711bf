"""What the records say about the past: the stage of a project on a day."""
