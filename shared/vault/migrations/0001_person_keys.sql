-- One row says whose vault this is. The check values prove that a process was started with the right keys.
CREATE TABLE vault (
    only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    site              text    NOT NULL,
    site_key_check    bytea   NOT NULL,
    lookup_key_check  bytea   NOT NULL,
    -- Counts destroyed keys. Its row lock gives destructions an order without gaps.
    destructions      bigint  NOT NULL DEFAULT 0
);

-- One data key per case (scope) and person, wrapped by the site key. A destroyed key leaves its row as a tombstone.
CREATE TABLE person_key (
    scope         uuid        NOT NULL,
    person        uuid        NOT NULL,
    wrapped       bytea,
    algorithm     text,
    created_at    timestamptz NOT NULL DEFAULT now(),
    -- The log is known to hold an event sealed under this key, so it is never an orphan.
    confirmed_at  timestamptz,
    -- A sweep found no event for this key. Sealing with it again clears the mark; a later sweep deletes what is still marked.
    condemned_at  timestamptz,
    destroyed_at  timestamptz,
    destruction   bigint UNIQUE,
    basis         text,
    PRIMARY KEY (scope, person),
    CONSTRAINT key_is_live_or_destroyed CHECK (
        (wrapped IS NOT NULL AND algorithm IS NOT NULL AND destroyed_at IS NULL AND destruction IS NULL AND basis IS NULL)
        OR
        (wrapped IS NULL AND algorithm IS NULL AND destroyed_at IS NOT NULL AND destruction IS NOT NULL AND basis IS NOT NULL)
    )
);

CREATE INDEX person_key_unconfirmed ON person_key (created_at) WHERE confirmed_at IS NULL AND wrapped IS NOT NULL;

-- A tombstone is final, whoever writes the statement.
CREATE FUNCTION refuse_change_of_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the key was destroyed; its tombstone is final' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER tombstone_is_final BEFORE UPDATE OR DELETE ON person_key
    FOR EACH ROW WHEN (OLD.destroyed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_tombstone();
