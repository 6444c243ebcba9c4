-- Why a person changed it, in their words.
ALTER TABLE audit ADD COLUMN reason text;
