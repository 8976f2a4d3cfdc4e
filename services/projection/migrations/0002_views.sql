-- One version of the views. Run with the search path on a new schema, which is why no name here is qualified.

CREATE TABLE case_view (
    case_id         uuid    PRIMARY KEY,
    site            text    NOT NULL,
    -- Sequence and chain digest of the last decision that was folded.
    sequence        bigint  NOT NULL,
    chain_digest    text    NOT NULL,
    number          text    NOT NULL,
    query_code_hash text    NOT NULL,
    registered_on   date    NOT NULL,
    channel         text    NOT NULL,
    origin          text    NOT NULL,
    holder          text    NOT NULL,
    level           text    NOT NULL,
    phase           text    NOT NULL,
    verdict         text    NOT NULL,
    matter          text,
    risk            text,
    handler         uuid,
    escalation      text    NOT NULL,
    escalation_to   text,
    rating          text,
    closed_on       date,
    -- The number of a ticket or a paper elsewhere.
    external_number text,
    -- The colour of the slip that presses most.
    slip            text,
    slip_unanswered boolean     NOT NULL,
    -- 包案领导.
    leader          uuid,
    -- What became of it at each level where it was: village.lifted, township.open.
    stages          text[]  NOT NULL,
    -- The nearest due date of a running clock; 9999-12-31 sorts cases without one last.
    next_due_on     date    NOT NULL,
    next_due_clock  text,
    -- When the keeper has to have the case looked at: the next reminder or end of a clock, at once for an open errand.
    next_moment     timestamptz,
    -- What the case owes to others and has not seen done.
    open_errands    integer NOT NULL,
    -- 台账序号 of the registering centre.
    ledger_number   bigint  NOT NULL,
    -- Centres in whose part of the tree the holder, the origin, a place or whoever must act lies.
    seen_by         text[]  NOT NULL,
    -- Sealed.
    brief           text    NOT NULL,
    -- The domain's own fold, so that the next event can be folded without the ones before.
    state           jsonb   NOT NULL
);

-- Registrations that were begun. A row goes when its case is registered.
CREATE TABLE draft_view (
    case_id      uuid    PRIMARY KEY,
    site         text    NOT NULL,
    sequence     bigint  NOT NULL,
    chain_digest text    NOT NULL,
    origin       text    NOT NULL,
    author       uuid    NOT NULL,
    saved_on     date    NOT NULL,
    -- Its key is destroyed: it is shown to nobody, and kept for the events that follow.
    erased       boolean NOT NULL,
    open_errands integer NOT NULL,
    -- Sealed.
    text         text    NOT NULL,
    state        jsonb   NOT NULL
);

-- One row per event.
CREATE TABLE case_timeline (
    site         text        NOT NULL,
    sequence     bigint      NOT NULL,
    index        smallint    NOT NULL,
    case_id      uuid        NOT NULL,
    event_id     uuid        NOT NULL,
    event        text        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    occurred_on  date        NOT NULL,
    officer      uuid        NOT NULL,
    centre       text        NOT NULL,
    level        text        NOT NULL,
    role         text        NOT NULL,
    command_id   uuid        NOT NULL,
    -- The event, its sealed fields emptied.
    detail       jsonb       NOT NULL,
    chain_digest text        NOT NULL
);

-- Personal data of a party, sealed.
CREATE TABLE party (
    case_id  uuid NOT NULL,
    party_id uuid NOT NULL,
    person   text NOT NULL,
    PRIMARY KEY (case_id, party_id)
);

-- Who is found under a phone or document number, by blind index. The rows of a person go when their key is destroyed.
CREATE TABLE lookup (
    token    text    NOT NULL,
    case_id  uuid    NOT NULL,
    party_id uuid    NOT NULL,
    -- A name: people are looked up by it, and never taken for the same.
    is_name  boolean NOT NULL,
    PRIMARY KEY (token, case_id, party_id)
);

-- 台账: the gapless yearly numbers of each registering centre, in log order.
CREATE TABLE ledger (
    centre  text     NOT NULL,
    year    smallint NOT NULL,
    number  bigint   NOT NULL,
    case_id uuid     NOT NULL,
    PRIMARY KEY (centre, year, number)
);

-- What happened per centre and day. `own` counts the centre itself, `subtree` it and all below, so that a city's figures
-- cost as little as a village's. A row per site keeps the writers of two logs apart.
CREATE TABLE counter (
    centre  text   NOT NULL,
    day     date   NOT NULL,
    counter text   NOT NULL,
    site    text   NOT NULL,
    own     bigint NOT NULL,
    subtree bigint NOT NULL,
    PRIMARY KEY (centre, day, counter, site)
);

-- How things stand now. A row that has come back to nothing is deleted.
CREATE TABLE gauge (
    centre  text   NOT NULL,
    gauge   text   NOT NULL,
    -- The phase, colour or part; empty if the gauge has none.
    detail  text   NOT NULL,
    level   text   NOT NULL,
    -- The day of registration, of the due date or of issue; 9999-12-31 if the gauge has none.
    day     date   NOT NULL,
    site    text   NOT NULL,
    own     bigint NOT NULL,
    subtree bigint NOT NULL,
    PRIMARY KEY (centre, gauge, detail, level, day, site)
);

-- What happened, thing by thing, for the figures of a period. It counts on the day it was recorded.
CREATE TABLE occurrence (
    site        text     NOT NULL,
    sequence    bigint   NOT NULL,
    index       smallint NOT NULL,
    case_id     uuid     NOT NULL,
    figure      text     NOT NULL,
    detail      text     NOT NULL,
    centre      text     NOT NULL,
    level       text     NOT NULL,
    day         date     NOT NULL,
    -- The business date; before the period it makes a late entry.
    happened_on date     NOT NULL,
    -- Days, where the figure is a sum of days; otherwise 1.
    amount      bigint   NOT NULL
);

-- How a case stood, evening by evening: from `since` until the evening before `until`, 9999-12-31 while it still does.
CREATE TABLE standing (
    case_id     uuid NOT NULL,
    stand       text NOT NULL,
    -- Tells several of one kind apart: the slip.
    thing       text NOT NULL,
    detail      text NOT NULL,
    centre      text NOT NULL,
    site        text NOT NULL,
    level       text NOT NULL,
    since       date NOT NULL,
    until       date NOT NULL,
    -- From which a backlog ages.
    received_on date NOT NULL,
    PRIMARY KEY (case_id, stand, thing, detail, centre, since)
);

-- What is no case: one row per handover or recommendation, and one for all rules of the city.
CREATE TABLE affair_view (
    affair_id    uuid   PRIMARY KEY,
    -- The first token of its subject.
    family       text   NOT NULL,
    site         text   NOT NULL,
    origin       text   NOT NULL,
    -- Sequence and chain digest of the last decision that was folded.
    sequence     bigint NOT NULL,
    chain_digest text   NOT NULL,
    -- open, urged, done.
    standing     text   NOT NULL,
    -- The due date of its clock; 9999-12-31 sorts those without one last.
    due_on       date   NOT NULL,
    -- When the keeper has to have it looked at; at once while there are steps to be done.
    next_moment  timestamptz,
    -- The domain's own fold.
    state        jsonb  NOT NULL
);
