-- Filings that are to be compared with earlier ones, and those that were. Outlives every version of the views.
CREATE TABLE projection.screening (
    tenant      text   NOT NULL,
    site        text   NOT NULL,
    case_id     uuid   NOT NULL,
    -- The decision that changed what is compared.
    sequence    bigint NOT NULL,
    screened_at timestamptz,
    PRIMARY KEY (tenant, case_id, sequence)
);
CREATE INDEX screening_open ON projection.screening (tenant, site, sequence) WHERE screened_at IS NULL;
