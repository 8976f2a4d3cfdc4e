-- What outlives any one version of the views: which version serves, how far each has come, and who looked people up.
CREATE SCHEMA projection;

-- Names the versions of the views: views_1, views_2, …
CREATE SEQUENCE projection.version AS bigint;

-- Every transaction on the views reads `live` first, and writers lock the row, so that a switch is one update.
CREATE TABLE projection.tenant (
    tenant      text PRIMARY KEY,
    live        text NOT NULL UNIQUE,
    -- Kept for going back, until the next rebuild.
    previous    text UNIQUE,
    switched_at timestamptz NOT NULL DEFAULT now()
);

-- How far each version has come in each log. Committed together with what was projected.
CREATE TABLE projection.position (
    views    text   NOT NULL,
    stream   text   NOT NULL,
    site     text   NOT NULL,
    epoch    uuid   NOT NULL,
    sequence bigint NOT NULL CHECK (sequence >= 0),
    PRIMARY KEY (views, stream)
);

-- How many of a vault's destructions each version has followed.
CREATE TABLE projection.forgotten (
    views       text   NOT NULL,
    site        text   NOT NULL,
    destruction bigint NOT NULL CHECK (destruction >= 0),
    PRIMARY KEY (views, site)
);

-- Decisions that could not be projected. Later ones of the same case are parked behind the first.
CREATE TABLE projection.parked (
    views     text        NOT NULL,
    stream    text        NOT NULL,
    sequence  bigint      NOT NULL,
    -- Absent if the subject names no case.
    case_id   uuid,
    subject   text        NOT NULL,
    error     text        NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (views, stream, sequence)
);
CREATE INDEX parked_by_case ON projection.parked (views, case_id);

-- Who had personal data unsealed, or looked a person up (个人信息保护法 art. 51). Never what was found or looked for.
CREATE TABLE projection.access_log (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    -- The nil UUID for a citizen who asked with a query code.
    officer uuid        NOT NULL,
    centre  text,
    purpose text        NOT NULL,
    cases   uuid[]      NOT NULL
);
CREATE INDEX access_log_by_officer ON projection.access_log (officer, at);
