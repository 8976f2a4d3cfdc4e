-- What a version of the views was made from. Without a row it is older than this table.
CREATE TABLE projection.made_from (
    views     text PRIMARY KEY,
    -- Digest of the template of its tables and of the code that folds.
    template  text NOT NULL,
    -- Digest of the terms and of the calendar that its due dates and moments rest on.
    reference text NOT NULL
);

-- The calendar under which the cases were last told to recompute their deadlines; no row before the first start.
CREATE TABLE projection.told_calendar (
    tenant   text PRIMARY KEY,
    calendar text NOT NULL
);

-- What the keeper owes to cases besides their moments: to recompute deadlines after a change of the calendar, and what a
-- comparison with other cases came to. Kept until a level service says that it is done, and for good after that, so that a
-- rebuild does not begin again.
CREATE TABLE projection.owed (
    tenant  text        NOT NULL,
    site    text        NOT NULL,
    case_id uuid        NOT NULL,
    -- The command that it leads to. Derived, so that what is found again is the same row.
    command uuid        NOT NULL,
    -- The hint, as it is sent.
    hint    jsonb       NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (tenant, command)
);
CREATE INDEX owed_open ON projection.owed (tenant, site, command) WHERE done_at IS NULL;
