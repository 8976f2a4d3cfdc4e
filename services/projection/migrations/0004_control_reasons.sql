-- Whose data were unmasked, and why: stated by the officer who asked (个人信息保护法 art. 51). Never the data.
ALTER TABLE projection.access_log ADD COLUMN party uuid, ADD COLUMN reason text;
CREATE INDEX access_log_by_case ON projection.access_log USING gin (cases);
