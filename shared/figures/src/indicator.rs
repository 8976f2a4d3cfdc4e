//! The indicators M01 to M22 of a pack, each with its numerator and denominator, and the counts beside them.

use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::{Channel, Outcome};
use fengqiao_jurisdiction::{Level, vocabulary};

use crate::figure::{Figure as F, Follow, Stand};
use crate::tallies::{AGE_BANDS, Tallies, sum};

vocabulary! {
    /// Part of a pack (报表栏目).
    Group {
        /// 流入与存量.
        Flow = "flow", "流入与存量";
        /// 指标.
        Rates = "rates", "指标";
        /// 存量账龄.
        Ages = "ages", "存量账龄";
        /// 来源渠道, of the registrations.
        Channels = "channels", "登记来源";
        /// 事项类别, of the registrations.
        Matters = "matters", "登记事项";
        /// 化解层级, of the closings.
        Levels = "levels", "结案化解层级";
        /// 办理结果, of the closings.
        Outcomes = "outcomes", "结案办理结果";
    }
}

vocabulary! {
    /// How an indicator is read (指标种类).
    Kind {
        /// 占比: a part of a whole.
        Share = "share", "占比";
        /// 比率: of two counts, of which neither is a part of the other.
        Ratio = "ratio", "比率";
        /// 平均: days per case.
        Mean = "mean", "平均";
        /// 件数: the numerator alone.
        Count = "count", "件数";
    }
}

/// Of an area over a period. Areas are added by adding both parts; rates are never averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    pub numerator: i64,
    /// 1 for a count.
    pub denominator: i64,
}

/// One line of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// `M01`; of a breakdown the word that is counted.
    pub id: String,
    pub group: Group,
    pub name: String,
    /// What is divided by what, in words.
    pub formula: &'static str,
    pub kind: Kind,
    pub value: Value,
}

/// All lines of a pack, in its order.
#[must_use]
pub fn indicators(tallies: &Tallies) -> Vec<Indicator> {
    let mut lines = flow(tallies);
    lines.extend(rates(tallies));
    lines.extend(breakdowns(tallies));
    lines
}

/// The value as a percentage, rounded half up to one digit after the point, from the unrounded parts: `99.9`.
#[must_use]
pub fn percent(value: Value) -> Option<String> {
    let (part, whole) = (i128::from(value.numerator), i128::from(value.denominator));
    if whole == 0 {
        return None;
    }
    let tenths = (part * 2000 + whole).div_euclid(whole * 2);
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

fn rates(t: &Tallies) -> Vec<Indicator> {
    let rate = |id: &str, name: &str, formula, kind, numerator, denominator| Indicator {
        id: id.to_owned(),
        group: Group::Rates,
        name: name.to_owned(),
        formula,
        kind,
        value: Value { numerator, denominator },
    };
    let share = |id, name, formula, numerator, denominator| {
        rate(id, name, formula, Kind::Share, numerator, denominator)
    };
    let ratio = |id, name, formula, numerator, denominator| {
        rate(id, name, formula, Kind::Ratio, numerator, denominator)
    };
    let mean =
        |id, name, formula, figure| rate(id, name, formula, Kind::Mean, t.amount(figure), t.times(figure));
    let term =
        |id, name, formula, figure| share(id, name, formula, t.times_of(figure, "met"), t.times(figure));
    let follow = |id, name, formula, follow| {
        let (followed, all) = t.follow(follow);
        share(id, name, formula, followed, all)
    };
    let rated = t.times(F::Rated);
    let invited = rated + t.times(F::RatingLapsed);
    let content =
        t.times_where(F::Rated, |rating| !rating.starts_with("dissatisfied")) + t.times(F::RatingLapsed);
    let online = t.times_of(F::Registered, Channel::Online.as_str());
    let mediated = t.times(F::Effective) + t.times(F::Failed);
    let swept = t.times_of(F::Registered, Channel::Sweep.as_str());
    let settled = |phase: &str| phase == PhaseName::FollowUp.as_str() || phase == PhaseName::Closed.as_str();
    let swept_settled = sum(&t.swept, Stand::Open, settled) + sum(&t.swept, Stand::Ended, settled);
    let (sent_back, rises) = t.follow(Follow::CompliantReturn);
    let all_rises = t.times(F::Rise);
    let mut lines = vec![
        term("M01", "按期受理告知率", "按期告知 ÷ 受理告知期限届满或办结", F::NoticeTerm),
        share(
            "M02",
            "及时受理率",
            "告知期限内作出受理决定 ÷ 受理告知期限届满或办结",
            t.times(F::AcceptedInTime),
            t.times(F::NoticeTerm),
        ),
        term("M03", "按期办结率", "按期办结 ÷ 办理、调解、简易答复期限届满或办结", F::AnswerTerm),
        share("M04", "满意率", "满意、基本满意、超期未评 ÷ 评价期限届满或已评", content, invited),
        share("M05", "参评率", "已评价 ÷ 评价期限届满或已评", rated, invited),
        share(
            "M06",
            "参评满意率",
            "满意率 × 参评率",
            content.saturating_mul(rated),
            invited.saturating_mul(invited),
        ),
        share("M07", "超期未评率", "超期未评 ÷ 评价期限届满或已评", t.times(F::RatingLapsed), invited),
        ratio("M07b", "超期未评占线上登记比", "超期未评 ÷ 线上登记", t.times(F::RatingLapsed), online),
        follow("M08", "初次办理联系率", "指定承办人后3个工作日内联系 ÷ 首次指定承办人", Follow::Contact),
        follow("M09", "重复件占比", "认定为重复件 ÷ 登记", Follow::Flagged),
        follow("M10", "办后重复率", "结案后90日内重复 ÷ 结案", Follow::Repeat),
        share("M11", "调解成功率", "协议生效 ÷ 协议生效与调解不成", t.times(F::Effective), mediated),
        share("M12", "排查化解率", "已化解 ÷ 排查登记", swept_settled, swept),
    ];
    for (id, name, top) in [
        ("M13a", "不出村率", Level::Village),
        ("M13b", "不出镇率", Level::Township),
        ("M13c", "不出县率", Level::County),
    ] {
        lines.push(share(id, name, "该级及以下化解的结案 ÷ 结案", settled_up_to(t, top), t.times(F::Closed)));
    }
    for (id, name, level) in [
        ("M14a", "村级上行率", Level::Village),
        ("M14b", "镇级上行率", Level::Township),
        ("M14c", "县级上行率", Level::County),
    ] {
        let (held, risen) = t.held.get(&level).copied().unwrap_or_default();
        lines.push(share(id, name, "从该级上行的案件 ÷ 该级持有过的案件", risen, held));
    }
    let objected = t.times(F::ObjectionUpheld) + t.times(F::Reclassified);
    lines.extend([
        share("M15", "合规上报率", "规则允许且未退回的上行 ÷ 全部上行", rises - sent_back, all_rises),
        ratio("M16a", "退回率", "退回 ÷ 上行", t.times(F::Returned), all_rises),
        ratio("M16b", "甄别差错率", "异议成立与交办后改类 ÷ 分流交办", objected, t.times(F::Dispatched)),
        follow("M17", "反弹率", "结案后180日内复启 ÷ 结案", Follow::Rebound),
        mean("M19a", "平均受理天数", "收到至告知的日历天数 ÷ 告知件数", F::NoticeDays),
        mean("M19b", "平均答复天数", "受理至出具意见或达成协议的日历天数 ÷ 件数", F::AnswerDays),
        term("M20", "督办反馈率", "按期反馈 ÷ 督办反馈期限届满或反馈", F::SlipTerm),
        term("M21a", "交办按期报结率", "按期报结 ÷ 交办时限届满或报结", F::OrderTerm),
        share(
            "M21b",
            "包案办结率",
            "包案结案 ÷ 包案件数",
            t.times_of(F::LedEnded, "closed"),
            t.times(F::LedEnded) + t.closed_with(Stand::Led),
        ),
        term("M22a", "履行率", "按期履行 ÷ 履行期限届满或履行", F::PerformanceTerm),
        ratio("M22b", "司法确认率", "司法确认 ÷ 协议生效", t.times(F::Confirmed), t.times(F::Effective)),
    ]);
    lines
}

/// Closings of what was settled at that level or below.
pub(crate) fn settled_up_to(t: &Tallies, top: Level) -> i64 {
    t.times_where(F::Closed, |detail| {
        let level = detail.split_once('.').and_then(|(_, level)| level.parse::<Level>().ok());
        level.is_some_and(|level| level <= top)
    })
}

/// M18.
fn flow(t: &Tallies) -> Vec<Indicator> {
    let phase = |phase: PhaseName| sum(&t.closing, Stand::Open, |one| one == phase.as_str());
    let flows = [
        ("opening", "期初在办", t.opened_with(Stand::Open)),
        ("registered", "登记", t.times(F::Registered)),
        ("late", "其中补录", t.late(F::Registered)),
        ("reopened", "复启", t.times(F::Reopened)),
        ("received", "移入", t.times(F::Received)),
        ("closed", "结案", t.times(F::Closed)),
        ("exited", "终结", t.times(F::Exited)),
        ("passed", "移出", t.times(F::Passed)),
        ("closing", "期末在办", t.closed_with(Stand::Open)),
        ("performing", "其中履行中", phase(PhaseName::Performing)),
        ("follow_up", "其中回访评价", phase(PhaseName::FollowUp)),
        ("slips_issued", "督办", t.times(F::SlipIssued)),
        ("slips_red", "其中红色督办", t.times_of(F::SlipIssued, "red")),
        ("slips_open", "期末在督", t.closed_with(Stand::Slip)),
    ];
    flows.map(|(id, name, cases)| count(Group::Flow, id, name, cases)).into()
}

fn breakdowns(t: &Tallies) -> Vec<Indicator> {
    let mut lines = Vec::new();
    for (place, (from, to)) in AGE_BANDS.into_iter().enumerate() {
        let name = to.map_or_else(|| format!("{from} 日以上(积案)"), |to| format!("{from}–{to} 日"));
        let cases = t.ages.get(&place).copied().unwrap_or_default();
        lines.push(count(Group::Ages, &format!("age_{from}"), &name, cases));
    }
    for channel in Channel::ALL {
        let cases = t.times_of(F::Registered, channel.as_str());
        lines.push(count(Group::Channels, channel.as_str(), channel.zh(), cases));
    }
    for (matter, cases) in t.matters() {
        let name = if matter.is_empty() { "未分类" } else { matter };
        let id = if matter.is_empty() { "unclassified" } else { matter };
        lines.push(count(Group::Matters, id, name, cases));
    }
    for level in Level::ALL {
        let cases = t.times_where(F::Closed, |detail| detail.ends_with(&format!(".{level}")));
        lines.push(count(Group::Levels, level.as_str(), level.zh(), cases));
    }
    for outcome in Outcome::ALL {
        let cases = t.times_where(F::Closed, |detail| detail.starts_with(&format!("{outcome}.")));
        lines.push(count(Group::Outcomes, outcome.as_str(), outcome.zh(), cases));
    }
    lines
}

fn count(group: Group, id: &str, name: &str, cases: i64) -> Indicator {
    Indicator {
        id: id.to_owned(),
        group,
        name: name.to_owned(),
        formula: "",
        kind: Kind::Count,
        value: Value { numerator: cases, denominator: 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_rounded_half_up_from_its_parts() {
        let of = |numerator, denominator| percent(Value { numerator, denominator });
        // 1,274 of 1,275 is 99.92 %, and no 100 %.
        assert_eq!(of(1274, 1275).as_deref(), Some("99.9"));
        assert_eq!(of(652, 1159).as_deref(), Some("56.3"));
        assert_eq!(of(137, 1159).as_deref(), Some("11.8"));
        assert_eq!((of(1, 2000).as_deref(), of(1, 2001).as_deref()), (Some("0.1"), Some("0.0")));
        assert_eq!((of(0, 7).as_deref(), of(7, 7).as_deref(), of(0, 0)), (Some("0.0"), Some("100.0"), None));
    }

    #[test]
    fn no_line_has_the_name_of_another_one_of_its_group() {
        let lines = indicators(&Tallies::default());
        let names: std::collections::BTreeSet<_> = lines.iter().map(|line| (line.group, &line.id)).collect();
        assert_eq!(names.len(), lines.len());
    }
}
