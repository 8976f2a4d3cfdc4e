//! The acceptance scenarios and the worked examples, step by step.

mod examples;
mod sc1_a_ditch;
mod sc2_a_spade;
mod sc3_a_visit_that_skipped_levels;
mod sc4_a_refusal_with_grounds;
mod sc5_between_two_counties;
mod sc6_a_missing_fact;
mod sc7_an_idle_level;
mod sc8_an_agreement_and_after;
