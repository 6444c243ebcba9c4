-- Whom an experiment is for, as GrowthBook's SDKs write it. Null: everyone.
ALTER TABLE experiment ADD COLUMN condition jsonb;
