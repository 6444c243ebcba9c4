-- What an experiment is to find out, and what metrics-dashboard said that takes.
ALTER TABLE experiment ADD COLUMN plan jsonb;
