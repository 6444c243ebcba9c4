-- How an experiment mixes the rankings of its two variants; null if it splits users between them.
ALTER TABLE experiment ADD COLUMN interleaving jsonb;
