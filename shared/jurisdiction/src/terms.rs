use fengqiao_calendar::Term;
use serde::{Deserialize, Serialize};

use crate::problem::{File, Flaw, Problems};
use crate::vocabulary::Level;

/// The terms that a tenant may set (期限设置). What a statute fixes is not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// 签收期限, from dispatch to signature.
    pub sign: Term,
    /// 简易答复期限, from dispatch to the answer in a simple procedure.
    pub simple_answer: Term,
    /// 补事实期限, to add the facts that an assessment lacks.
    pub fact: Term,
    /// 层级化解期限, how long a level may try.
    pub level: LevelTerms,
    /// 应报期限, to ask up once the rule tables demand it.
    pub ask_up: Term,
    /// 上报决定期限, to decide a request to rise.
    pub escalation: Term,
    /// 申请裁决期限, to appeal against a refusal.
    pub appeal_right: Term,
    /// 裁决期限, to rule on that appeal.
    pub appeal: Term,
    /// 继续调解期限, the longest that both sides may agree to go on at a level.
    pub continue_right_max: Term,
    /// 指定管辖期限, for the city to name the county.
    pub designation: Term,
    /// 险情响应期限, day and night: the only term in hours.
    pub danger: Term,
    /// 督办反馈期限.
    pub slip: SlipTerms,
    /// 调解不成后续期限.
    pub unresolved: Term,
    /// 调解延期, the most by which both sides may extend a mediation.
    pub mediation_extension_max: Term,
    /// 履行核查期限, to check whether what fell due was performed.
    pub performance_check: Term,
    /// 首次回访期限.
    pub follow_up_first: Term,
    /// 二次回访期限.
    pub follow_up_second: Term,
    /// 评价期限.
    pub rating_right: Term,
    /// 归档期限.
    pub archive: Term,
    /// 回电期限, to call back who is not satisfied.
    #[serde(default = "callback")]
    pub callback: Term,
    /// 保管期限 of an archived file, in years.
    #[serde(default = "retention_years")]
    pub retention_years: u16,
    /// 建议反馈期限; that an answer is owed is 信访工作条例 art. 40.
    pub recommendation: Term,
    /// 补录, how far back a late entry may be dated.
    pub late_entry_max: Term,
    /// 逾期未申请复查即不再受理 (N6), a local rule (山东 2015); off where nothing is said.
    #[serde(default)]
    pub unreviewed_is_final: bool,
    /// 行政调解受理、移送期限: a local rule, absent where there is none.
    pub administrative: Option<AdministrativeTerms>,
}

/// How long each level may try before its case counts as not settled there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelTerms {
    /// Grid and village together.
    pub village: Term,
    /// Judicial office and township centre together.
    pub township: Term,
    /// The county.
    pub county: Term,
    /// What the county's director may add, once.
    pub county_extension_max: Term,
}

/// How soon a slip must be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipTerms {
    /// 蓝单.
    pub blue: Term,
    /// 黄单.
    pub yellow: Term,
    /// 红单.
    pub red: Term,
}

/// Terms of an administrative mediation before it is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdministrativeTerms {
    /// To accept.
    pub accept: Term,
    /// To accept a complex one.
    pub accept_complex: Term,
    /// To pass it to the competent organ.
    pub transfer: Term,
}

impl LevelTerms {
    /// The term of a level; the city has none, it designates and does not mediate.
    #[must_use]
    pub fn of(&self, level: Level) -> Option<Term> {
        match level {
            Level::Village => Some(self.village),
            Level::Township => Some(self.township),
            Level::County => Some(self.county),
            Level::City => None,
        }
    }
}

/// Three working days, where a tenant says nothing else.
const fn callback() -> Term {
    Term::WorkingDays(3)
}

/// Ten years, where a tenant says nothing else.
const fn retention_years() -> u16 {
    10
}

/// Reports every term whose unit cannot be meant.
pub(crate) fn check(terms: &Terms, problems: &mut Problems) {
    let mut days = vec![
        ("sign", terms.sign),
        ("simple_answer", terms.simple_answer),
        ("fact", terms.fact),
        ("level.village", terms.level.village),
        ("level.township", terms.level.township),
        ("level.county", terms.level.county),
        ("level.county_extension_max", terms.level.county_extension_max),
        ("ask_up", terms.ask_up),
        ("escalation", terms.escalation),
        ("appeal_right", terms.appeal_right),
        ("appeal", terms.appeal),
        ("continue_right_max", terms.continue_right_max),
        ("designation", terms.designation),
        ("slip.blue", terms.slip.blue),
        ("slip.yellow", terms.slip.yellow),
        ("slip.red", terms.slip.red),
        ("unresolved", terms.unresolved),
        ("mediation_extension_max", terms.mediation_extension_max),
        ("performance_check", terms.performance_check),
        ("follow_up_first", terms.follow_up_first),
        ("follow_up_second", terms.follow_up_second),
        ("rating_right", terms.rating_right),
        ("archive", terms.archive),
        ("callback", terms.callback),
        ("recommendation", terms.recommendation),
        ("late_entry_max", terms.late_entry_max),
    ];
    if let Some(administrative) = &terms.administrative {
        days.push(("administrative.accept", administrative.accept));
        days.push(("administrative.accept_complex", administrative.accept_complex));
        days.push(("administrative.transfer", administrative.transfer));
    }
    for (name, term) in days {
        if !matches!(term, Term::CalendarDays(_) | Term::WorkingDays(_)) {
            problems.add(File::Terms, name, Flaw::TermUnit(term));
        }
    }
    if !matches!(terms.danger, Term::Hours(_)) {
        problems.add(File::Terms, "danger", Flaw::TermUnit(terms.danger));
    }
}
