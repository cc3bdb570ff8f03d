-- Where a set stands among those of its file.
CREATE INDEX sending_file ON sending (file, first);
