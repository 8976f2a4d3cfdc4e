//! When may, must or must not a case rise to the level above?
//!
//! The answer is given by decision tables with DMN hit policies, kept in files in the shape of a GoRules JDM decision table and
//! evaluated here by a small typed evaluator. The vocabulary of facts is closed, logic is strong Kleene, and there are no
//! loops, no I/O, no clock and no randomness: a rule set and the facts of a case always give the same [`Assessment`].
//!
//! - [`RuleSet::parse`] turns files into a rule set or says what is wrong with them, one [`Finding`] for each fault.
//! - [`RuleSet::assess`] answers for one case, with every row and cell that led there.
//! - [`RuleSets`] are the sets of a city one after another; [`RuleSet::replay`] asks what another would have said.
//! - [`AssessmentRecord`] is the short form that events carry; with the rule set of its hash it gives the whole trace again.

mod assess;
mod assessment;
mod check;
mod codes;
mod condition;
mod delivered;
mod fact;
mod facts;
mod finding;
mod hash;
mod limits;
mod load;
mod outputs;
mod record;
mod replay;
mod rule_set;
mod rule_sets;
mod table;
mod truth;
mod value;

pub use crate::{
    assessment::{Assessment, CellResult, CellTrace, GateTrace, Nearest, RowTrace, Scope},
    codes::{
        DangerSign, DossierItem, FinalDecision, HelpWanted, PhaseClass, RefusalCode, StatutoryPath, TableId,
        Verdict,
    },
    condition::{Comparison, Condition, Operand},
    delivered::delivered,
    fact::{Derived, Fact, Variable},
    facts::{Facts, RequestFacts},
    finding::{Finding, FindingCode, Severity},
    hash::{BadRuleSetHash, RuleSetHash},
    limits::{REGIONS_MAX, ROWS_PER_TABLE_MAX, RULE_SET_BYTES_MAX, TABLE_BYTES_MAX},
    load::{RuleSetFiles, check_table},
    outputs::{Aim, EvaluatedIn, LiftsTo},
    record::AssessmentRecord,
    replay::{ReplayChange, ReplayFigures, Replayed},
    rule_set::{NoticeRow, RowInfo, RuleSet},
    rule_sets::RuleSets,
    table::{GateId, HitPolicy, RowId},
    truth::Truth,
    value::{Kind, LevelOrNone, Unit, Value},
};
