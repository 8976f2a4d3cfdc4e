-- Keys that folding does not need. A rebuild makes them after loading, which is twice as fast as keeping them.

ALTER TABLE case_timeline ADD PRIMARY KEY (site, sequence, index);
CREATE INDEX case_timeline_by_case ON case_timeline (case_id, sequence, index);
-- Judgements by the rule tables, for their replay.
CREATE INDEX case_timeline_by_judgement ON case_timeline (recorded_at DESC, site, sequence DESC, index DESC)
    WHERE jsonb_typeof(detail -> 'assessment') = 'object';

CREATE UNIQUE INDEX case_view_by_number ON case_view (number);
-- By the last digits of the sequence within a number.
CREATE INDEX case_view_by_number_end ON case_view (reverse(split_part(number, '-', 3)) text_pattern_ops);
CREATE INDEX case_view_by_query_code ON case_view (query_code_hash);
CREATE INDEX case_view_by_due ON case_view (next_due_on, case_id);
CREATE INDEX case_view_by_external_number ON case_view (external_number) WHERE external_number IS NOT NULL;
CREATE INDEX case_view_by_moment ON case_view (site, next_moment, case_id) WHERE next_moment IS NOT NULL;
CREATE INDEX case_view_by_errands ON case_view (site) WHERE open_errands > 0;
CREATE INDEX case_view_by_holder ON case_view (holder, next_due_on, case_id);
CREATE INDEX case_view_by_receiver ON case_view (escalation_to, next_due_on, case_id) WHERE escalation_to IS NOT NULL;
CREATE INDEX case_view_by_handler ON case_view (handler, next_due_on, case_id) WHERE handler IS NOT NULL;
CREATE INDEX case_view_by_origin ON case_view (origin, next_due_on, case_id);
CREATE INDEX case_view_by_slip ON case_view (slip, next_due_on, case_id) WHERE slip IS NOT NULL;
CREATE INDEX case_view_by_leader ON case_view (leader, next_due_on, case_id) WHERE leader IS NOT NULL;
CREATE INDEX case_view_by_closing ON case_view (holder, closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX occurrence_by_day ON occurrence (day, figure);
CREATE INDEX occurrence_by_case ON occurrence (case_id, figure, day);
-- What still stands, kind by kind: how cases ended is asked of single cases alone, and there are many.
CREATE INDEX standing_by_end ON standing (stand, until, since);
CREATE INDEX draft_view_by_origin ON draft_view (origin, saved_on, case_id);
CREATE INDEX draft_view_by_errands ON draft_view (site) WHERE open_errands > 0;
CREATE INDEX lookup_by_party ON lookup (case_id, party_id);
CREATE INDEX affair_view_by_moment ON affair_view (site, next_moment, affair_id) WHERE next_moment IS NOT NULL;
CREATE INDEX affair_view_by_due ON affair_view (family, due_on, affair_id);
