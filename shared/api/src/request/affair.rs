//! What is no case: handovers, recommendations, a city's rules. Nothing of it is personal, so nothing waits to be sealed.

use fengqiao_domain::affair::handover::{HANDOVER_CASES_MAX, SUCCESSORS_MAX};
use fengqiao_domain::affair::pack::{CHECKS_MAX, FIGURES_MAX, LOGS_MAX};
use fengqiao_domain::affair::{
    AnswerRecommendation, ApproveRuleSet, FreezePack, HandOverCases, IssueRecommendation, PackCheck,
    PackFigure, PackPosition, ReturnRuleSet, SubmitRuleSet,
};
use fengqiao_domain::id::AffairId;
use fengqiao_domain::{AffairCommand, CommandName, Family, Refusal};

use fengqiao_routing::{ReplayFigures, RuleSetFiles, RuleSetHash, TableId};

use super::limits::{REASON_CHARS_MAX, REASON_CHARS_MIN};
use super::parse::{at_most, code, id, line, malformed, optional, optional_date, word};
use crate::v1;

/// The longest name of a figure's group, of a figure or of a check.
const PACK_WORD_CHARS_MAX: usize = 60;
/// The longest side of a check, in words.
const PACK_NAME_CHARS_MAX: usize = 120;
/// The longest name of a table's file.
const FILE_NAME_BYTES_MAX: usize = 100;

/// A request that asks for a command about what is no case.
pub trait AffairRequest: prost::Message + Default {
    /// The command it asks for.
    const NAME: CommandName;

    /// The family of what it is about.
    const FAMILY: Family;

    /// What every command carries.
    fn header(&self) -> Option<&v1::CommandHeader>;

    /// What it is about; none of a command that begins it, and of one about the city's rules, which are one history.
    ///
    /// # Errors
    /// D01 or D03 with the field at fault.
    fn affair(&self) -> Result<Option<AffairId>, Refusal> {
        Ok(None)
    }

    /// Reads the request.
    ///
    /// # Errors
    /// D01, D02 or D03 with the field at fault.
    fn read(self) -> Result<AffairCommand, Refusal>;
}

impl AffairRequest for v1::HandOverCasesRequest {
    const NAME: CommandName = CommandName::HandOverCases;
    const FAMILY: Family = Family::Handover;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        Ok(AffairCommand::HandOverCases(HandOverCases {
            from: id(&self.officer_id, "officer_id")?,
            to: ids(&self.successor_ids, SUCCESSORS_MAX, "successor_ids")?,
            cause: word(&self.cause, "cause")?,
            due: optional_date(&self.due, "due")?,
            cases: ids(&self.case_ids, HANDOVER_CASES_MAX, "case_ids")?,
        }))
    }
}

impl AffairRequest for v1::IssueRecommendationRequest {
    const NAME: CommandName = CommandName::IssueRecommendation;
    const FAMILY: Family = Family::Recommendation;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        Ok(AffairCommand::IssueRecommendation(IssueRecommendation {
            kind: word(&self.kind, "kind")?,
            unit: code(&self.unit, "unit")?,
            document: optional(&self.document_id, "document_id", id)?,
            case: optional(&self.case_id, "case_id", id)?,
        }))
    }
}

impl AffairRequest for v1::AnswerRecommendationRequest {
    const NAME: CommandName = CommandName::AnswerRecommendation;
    const FAMILY: Family = Family::Recommendation;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn affair(&self) -> Result<Option<AffairId>, Refusal> {
        id(&self.recommendation_id, "recommendation_id").map(Some)
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        Ok(AffairCommand::AnswerRecommendation(AnswerRecommendation {
            adopted: self.adopted,
            document: optional(&self.document_id, "document_id", id)?,
        }))
    }
}

impl AffairRequest for v1::SubmitRuleSetRequest {
    const NAME: CommandName = CommandName::SubmitRuleSet;
    const FAMILY: Family = Family::RuleSet;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        let text = self.rule_set.ok_or_else(|| Refusal::missing("rule_set"))?;
        Ok(AffairCommand::SubmitRuleSet(SubmitRuleSet {
            files: rule_set_files(text, "rule_set")?,
            base: hash(&self.base_hash, "base_hash")?,
            reason: reason(&self.reason)?,
        }))
    }
}

impl AffairRequest for v1::ReturnRuleSetRequest {
    const NAME: CommandName = CommandName::ReturnRuleSet;
    const FAMILY: Family = Family::RuleSet;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        Ok(AffairCommand::ReturnRuleSet(ReturnRuleSet {
            draft: id(&self.rule_set_id, "rule_set_id")?,
            reason: reason(&self.reason)?,
        }))
    }
}

impl AffairRequest for v1::ApproveRuleSetRequest {
    const NAME: CommandName = CommandName::ApproveRuleSet;
    const FAMILY: Family = Family::RuleSet;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        let replay = self.replay.ok_or_else(|| Refusal::missing("replay"))?;
        Ok(AffairCommand::ApproveRuleSet(ApproveRuleSet {
            draft: id(&self.rule_set_id, "rule_set_id")?,
            hash: hash(&self.hash, "hash")?,
            replay: ReplayFigures {
                from: optional_date(&replay.from, "replay.from")?,
                to: optional_date(&replay.to, "replay.to")?,
                looked_at: replay.looked_at,
                more: replay.more,
                fewer: replay.fewer,
                cannot_tell: replay.cannot_tell,
                decided: replay.decided,
            },
        }))
    }
}

impl AffairRequest for v1::FreezePackRequest {
    const NAME: CommandName = CommandName::FreezePack;

    const FAMILY: Family = Family::Pack;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        if self.period.is_empty() {
            return Err(Refusal::missing("period"));
        }
        at_most(self.cut_off.len(), LOGS_MAX, "cut_off")?;
        at_most(self.figures.len(), FIGURES_MAX, "figures")?;
        at_most(self.checks.len(), CHECKS_MAX, "checks")?;
        if self.figures.is_empty() {
            return Err(Refusal::missing("figures"));
        }
        let cut_off = self.cut_off.into_iter().enumerate();
        let cut_off = cut_off.map(|(index, position)| pack_position(&position, &format!("cut_off[{index}]")));
        let figures = self.figures.into_iter().enumerate();
        let figures = figures.map(|(index, figure)| pack_figure(figure, &format!("figures[{index}]")));
        let checks = self.checks.into_iter().enumerate();
        let checks = checks.map(|(index, check)| pack_check(check, &format!("checks[{index}]")));
        Ok(AffairCommand::FreezePack(FreezePack {
            period: self.period.parse().map_err(|_| malformed("period"))?,
            cut_off: cut_off.collect::<Result<_, _>>()?,
            figures: figures.collect::<Result<_, _>>()?,
            checks: checks.collect::<Result<_, _>>()?,
            explanation: optional(&self.explanation, "explanation", words)?,
        }))
    }
}

fn pack_position(position: &v1::Position, field: &str) -> Result<PackPosition, Refusal> {
    Ok(PackPosition {
        stream: line(&position.stream, &format!("{field}.stream"), PACK_WORD_CHARS_MAX)?,
        epoch: id(&position.epoch, &format!("{field}.epoch"))?,
        sequence: position.sequence,
    })
}

fn pack_figure(figure: v1::PackFigure, field: &str) -> Result<PackFigure, Refusal> {
    let value = figure.value.ok_or_else(|| Refusal::missing(format!("{field}.value")))?;
    Ok(PackFigure {
        group: line(&figure.group, &format!("{field}.group"), PACK_WORD_CHARS_MAX)?,
        id: line(&figure.id, &format!("{field}.id"), PACK_WORD_CHARS_MAX)?,
        numerator: value.numerator,
        denominator: value.denominator,
    })
}

fn pack_check(check: v1::PackCheck, field: &str) -> Result<PackCheck, Refusal> {
    Ok(PackCheck {
        id: line(&check.id, &format!("{field}.id"), PACK_WORD_CHARS_MAX)?,
        centre: code(&check.centre, &format!("{field}.centre"))?,
        left_name: line(&check.left_name, &format!("{field}.left_name"), PACK_NAME_CHARS_MAX)?,
        left: check.left,
        right_name: line(&check.right_name, &format!("{field}.right_name"), PACK_NAME_CHARS_MAX)?,
        right: check.right,
        at_most: match check.relation.as_str() {
            "equal" => false,
            "at_most" => true,
            _ => return Err(Refusal::new(fengqiao_domain::Code::D02).at(format!("{field}.relation"))),
        },
    })
}

/// The texts of a rule set. Whether they are one, the checks of rule sets say.
///
/// # Errors
/// D01 for no manifest, D03 for more files than there are tables, and for a file without a name or named twice.
pub fn rule_set_files(text: v1::RuleSetText, field: &str) -> Result<RuleSetFiles, Refusal> {
    if text.manifest.trim().is_empty() {
        return Err(Refusal::missing(format!("{field}.manifest")));
    }
    at_most(text.tables.len(), TableId::ALL.len(), &format!("{field}.tables"))?;
    let mut files = RuleSetFiles { manifest: text.manifest, ..RuleSetFiles::default() };
    for (index, table) in text.tables.into_iter().enumerate() {
        let wrong = || malformed(&format!("{field}.tables[{index}].file"));
        if table.file.is_empty() || table.file.len() > FILE_NAME_BYTES_MAX {
            return Err(wrong());
        }
        if files.tables.insert(table.file, table.text).is_some() {
            return Err(wrong());
        }
    }
    Ok(files)
}

/// A rule set's hash: D01 if empty, D03 if it is none.
pub fn hash(text: &str, field: &str) -> Result<RuleSetHash, Refusal> {
    if text.is_empty() {
        return Err(Refusal::missing(field));
    }
    text.parse().map_err(|_| malformed(field))
}

/// Why, in words that say something; everybody may read it.
fn reason(text: &str) -> Result<String, Refusal> {
    words(text, "reason")
}

fn words(text: &str, field: &str) -> Result<String, Refusal> {
    let words = line(text, field, REASON_CHARS_MAX)?;
    if words.chars().count() < REASON_CHARS_MIN {
        return Err(malformed(field).because("min", REASON_CHARS_MIN));
    }
    Ok(words)
}

/// Ids in the order in which they are given.
fn ids<T: std::str::FromStr>(texts: &[String], max: usize, field: &str) -> Result<Vec<T>, Refusal> {
    at_most(texts.len(), max, field)?;
    texts.iter().enumerate().map(|(index, text)| id(text, &format!("{field}[{index}]"))).collect()
}
