//! The closed vocabulary: the names that may head an input column.

use fengqiao_jurisdiction::{Track, vocabulary};

use crate::{
    codes::{DangerSign, DossierItem, FinalDecision, HelpWanted, PhaseClass, StatutoryPath, word},
    facts::Facts,
    truth::Truth,
    value::{Kind, LevelOrNone, Unit, Value},
};

/// What an input column of a table may be about. Tables over facts use [`Fact`], the verdict table uses [`Derived`].
pub trait Variable: Copy + Ord + std::fmt::Debug + std::fmt::Display + 'static {
    fn from_name(name: &str) -> Option<Self>;
    fn kind(self) -> Kind;
    /// Whether the value may be missing.
    fn may_be_missing(self) -> bool;
}

vocabulary! {
    /// A fact of a case that a table may ask about.
    Fact {
        Level = "level", "层级";
        PhaseClass = "phase_class", "阶段";
        DangerSigns = "danger_signs", "险情";
        Grave = "grave", "重大紧急";
        Headcount = "headcount", "人数";
        Amount = "amount", "金额(分)";
        UnpaidWorkers = "unpaid_workers", "欠薪人数";
        VillagesSpanned = "villages_spanned", "涉及村(社区)数";
        TownshipsSpanned = "townships_spanned", "涉及乡镇(街道)数";
        CountiesSpanned = "counties_spanned", "涉及县(区)数";
        DesignatedBy = "designated_by", "指定管辖层级";
        OrderLevel = "order_level", "上级交办层级";
        HolderConflicted = "holder_conflicted", "持案中心有利害关系";
        Track = "track", "程序";
        StatutoryPath = "statutory_path", "其他法定途径";
        FinalDecision = "final_decision", "终局结论";
        PowerBeyondLevel = "power_beyond_level", "超出本级职权";
        SameMatterOpen = "same_matter_open", "同一事项在办";
        PartyRefuses = "party_refuses", "当事人拒绝调解";
        ExpertPending = "expert_pending", "等待鉴定意见";
        DossierMissing = "dossier_missing", "卷宗缺项";
        Attempts = "attempts", "调解日数";
        FailedAttempts = "failed_attempts", "未成日数";
        LevelTermSpent = "level_term_spent", "层级期限已届满";
        RedSlipUnanswered = "red_slip_unanswered", "红单未答复";
        Continuing = "continuing", "双方同意继续在本级调解";
        Filings90d = "filings_90d", "90日内登记次数";
        LikeCases30d = "like_cases_30d", "30日内同类案件数";
        HelpWanted = "help_wanted", "请上级解决的事项";
        RequestedTarget = "requested_target", "上报对象";
    }
}

vocabulary! {
    /// A result of the other tables that the verdict table asks about. None of them is ever missing: Unknown is a value here.
    Derived {
        /// OR of the hard triggers.
        Hard = "hard", "硬性情形";
        /// AND of the gates and of the OR of the soft triggers.
        GatesAndSoft = "gates_and_soft", "上报条件与软性情形";
        /// OR of the optional rows.
        Optional = "optional", "可选情形";
    }
}

const TRACKS: &[&str] = &[Track::Mediation.as_str(), Track::Petition.as_str()];
const TARGETS: &[&str] = &["next", "other"];
const TRUTHS: &[&str] = &["true", "false", "unknown"];

// === impl Fact ===

impl Fact {
    /// The name by which tables and explanations call this fact.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.as_str()
    }

    /// What this fact is in a case.
    #[must_use]
    pub fn value(self, facts: &Facts) -> Value {
        match self {
            Self::Level => LevelOrNone::from(facts.level).into(),
            Self::PhaseClass => Value::Code(facts.phase_class.as_str()),
            Self::DangerSigns => match &facts.danger_signs {
                None => Value::Missing,
                Some(signs) => Value::Codes(signs.iter().map(|sign| sign.as_str()).collect()),
            },
            Self::Grave => facts.grave.into(),
            Self::Headcount => facts.headcount.into(),
            Self::Amount => facts.amount_fen.into(),
            Self::UnpaidWorkers => facts.unpaid_workers.into(),
            Self::VillagesSpanned => facts.villages_spanned.into(),
            Self::TownshipsSpanned => facts.townships_spanned.into(),
            Self::CountiesSpanned => facts.counties_spanned.into(),
            Self::DesignatedBy => facts.designated_by.into(),
            Self::OrderLevel => facts.order_level.into(),
            Self::HolderConflicted => facts.holder_conflicted.into(),
            Self::Track => facts.track.map_or(Value::Missing, |track| Value::Code(track.as_str())),
            Self::StatutoryPath => {
                facts.statutory_path.map_or(Value::Missing, |path| Value::Code(path.as_str()))
            }
            Self::FinalDecision => {
                facts.final_decision.map_or(Value::Missing, |decision| Value::Code(decision.as_str()))
            }
            Self::PowerBeyondLevel => facts.power_beyond_level.into(),
            Self::SameMatterOpen => facts.same_matter_open.into(),
            Self::PartyRefuses => facts.party_refuses.into(),
            Self::ExpertPending => facts.expert_pending.into(),
            Self::DossierMissing => {
                Value::Codes(facts.dossier_missing.iter().map(|item| item.as_str()).collect())
            }
            Self::Attempts => facts.attempts.into(),
            Self::FailedAttempts => facts.failed_attempts.into(),
            Self::LevelTermSpent => facts.level_term_spent.into(),
            Self::RedSlipUnanswered => facts.red_slip_unanswered.into(),
            Self::Continuing => facts.continuing.into(),
            Self::Filings90d => facts.filings_90d.into(),
            Self::LikeCases30d => facts.like_cases_30d.into(),
            Self::HelpWanted => facts.request.as_ref().map_or(Value::NotAsked, |request| {
                Value::Codes(request.help_wanted.iter().map(|help| help.as_str()).collect())
            }),
            Self::RequestedTarget => facts.request.as_ref().map_or(Value::NotAsked, |request| {
                Value::Code(if request.target_is_next { "next" } else { "other" })
            }),
        }
    }
}

impl Variable for Fact {
    fn from_name(name: &str) -> Option<Self> {
        word(name)
    }

    fn kind(self) -> Kind {
        match self {
            Self::Level => Kind::Level,
            Self::DesignatedBy | Self::OrderLevel => Kind::LevelOrNone,
            Self::PhaseClass => Kind::Code(PhaseClass::WRITTEN),
            Self::Track => Kind::Code(TRACKS),
            Self::StatutoryPath => Kind::Code(StatutoryPath::WRITTEN),
            Self::FinalDecision => Kind::Code(FinalDecision::WRITTEN),
            Self::RequestedTarget => Kind::Code(TARGETS),
            Self::DangerSigns => Kind::Codes(DangerSign::WRITTEN),
            Self::DossierMissing => Kind::Codes(DossierItem::WRITTEN),
            Self::HelpWanted => Kind::Codes(HelpWanted::WRITTEN),
            Self::Headcount | Self::UnpaidWorkers => Kind::Count(Unit::Persons),
            Self::Amount => Kind::Count(Unit::Fen),
            Self::VillagesSpanned | Self::TownshipsSpanned | Self::CountiesSpanned => {
                Kind::Count(Unit::Divisions)
            }
            Self::Attempts | Self::FailedAttempts => Kind::Count(Unit::Dates),
            Self::Filings90d => Kind::Count(Unit::Filings),
            Self::LikeCases30d => Kind::Count(Unit::Cases),
            Self::Grave
            | Self::HolderConflicted
            | Self::PowerBeyondLevel
            | Self::SameMatterOpen
            | Self::PartyRefuses
            | Self::ExpertPending
            | Self::LevelTermSpent
            | Self::RedSlipUnanswered
            | Self::Continuing => Kind::Bool,
        }
    }

    fn may_be_missing(self) -> bool {
        matches!(
            self,
            Self::DangerSigns
                | Self::Grave
                | Self::Headcount
                | Self::Amount
                | Self::UnpaidWorkers
                | Self::VillagesSpanned
                | Self::TownshipsSpanned
                | Self::CountiesSpanned
                | Self::HolderConflicted
                | Self::Track
                | Self::StatutoryPath
                | Self::FinalDecision
                | Self::PowerBeyondLevel
        )
    }
}

// === impl Derived ===

impl Derived {
    /// The truth value in the form that cells are tested against.
    pub(crate) const fn value(truth: Truth) -> Value {
        Value::Code(truth.code())
    }
}

impl Variable for Derived {
    fn from_name(name: &str) -> Option<Self> {
        word(name)
    }

    fn kind(self) -> Kind {
        Kind::Code(TRUTHS)
    }

    fn may_be_missing(self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use fengqiao_jurisdiction::Level;

    use super::*;

    #[test]
    fn exactly_the_facts_that_may_be_missing_are_missing_in_a_case_of_which_nothing_is_known() {
        let facts = Facts::unknown(Level::Village);
        for fact in Fact::ALL {
            assert_eq!(fact.value(&facts) == Value::Missing, fact.may_be_missing(), "{fact}");
        }
    }

    #[test]
    fn a_fact_has_one_name() {
        for fact in Fact::ALL {
            assert_eq!(Fact::from_name(fact.name()), Some(*fact));
        }
    }
}
