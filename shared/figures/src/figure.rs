//! What is counted.

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::vocabulary;
use jiff::ToSpan as _;
use jiff::civil::Date;

vocabulary! {
    /// What happens to a case and is counted (指标事项). The detail of each is named beside it.
    Figure {
        /// 登记, by channel; at the centre that registers.
        Registered = "registered", "登记";
        /// 复启.
        Reopened = "reopened", "复启";
        /// 结案, by outcome and settled level: `resolved.township`.
        Closed = "closed", "结案";
        /// 终结, by the way out.
        Exited = "exited", "终结";
        /// 移入, by direction; at the centre that holds the case from now on.
        Received = "received", "移入";
        /// 移出, by direction.
        Passed = "passed", "移出";
        /// 上行, by cause and the verdict it rose under: `request.lift_on_request`; at the centre it leaves.
        Rise = "rise", "上行";
        /// 退回.
        Returned = "returned", "退回";
        /// 分流交办.
        Dispatched = "dispatched", "分流交办";
        /// 异议成立.
        ObjectionUpheld = "objection_upheld", "异议成立";
        /// 交办后改变分类.
        Reclassified = "reclassified", "交办后改变分类";
        /// 首次指定承办人 of a round.
        Assigned = "assigned", "首次指定承办人";
        /// 联系当事人.
        Contacted = "contacted", "联系当事人";
        /// 协议生效.
        Effective = "effective", "协议生效";
        /// 调解不成.
        Failed = "failed", "调解不成";
        /// 司法确认.
        Confirmed = "confirmed", "司法确认";
        /// 受理告知期限 concluded: `met` or `breached`.
        NoticeTerm = "notice_term", "受理告知期限";
        /// 受理决定 within the term for its notice: `met` or `breached`.
        AcceptedInTime = "accepted_in_time", "及时受理";
        /// 办理、调解、简易答复期限 concluded, the shortest of them: `met` or `breached`.
        AnswerTerm = "answer_term", "办结期限";
        /// 督办反馈期限 concluded: `met` or `breached`; at the addressee.
        SlipTerm = "slip_term", "督办反馈期限";
        /// 交办时限 concluded: `met` or `breached`.
        OrderTerm = "order_term", "交办时限";
        /// 履行期限 concluded: `met` or `breached`.
        PerformanceTerm = "performance_term", "履行期限";
        /// 超期记录 of a term above, by its clock.
        Breach = "breach", "超期记录";
        /// 受理用时: calendar days from receipt to notice, summed.
        NoticeDays = "notice_days", "受理用时";
        /// 答复用时: calendar days from acceptance to opinion or agreement, summed.
        AnswerDays = "answer_days", "答复用时";
        /// 评价邀请.
        Invited = "invited", "评价邀请";
        /// 评价, by rating; `satisfied.assisted` if a clerk entered it.
        Rated = "rated", "评价";
        /// 超期未评.
        RatingLapsed = "rating_lapsed", "超期未评";
        /// 邀请失效: the case opened again, or a new invitation took its place.
        InvitationStopped = "invitation_stopped", "邀请失效";
        /// 申请上报; `anew` after a refusal.
        Asked = "asked", "申请上报";
        /// 上报结果: accepted, refused, withdrawn, or appealed because nobody answered.
        RequestEnded = "request_ended", "上报申请办结";
        /// 不予上报的后续: overturned, upheld, lapsed, withdrawn, anew.
        RefusalEnded = "refusal_ended", "不予上报后续";
        /// 督办, by colour; at the addressee.
        SlipIssued = "slip_issued", "督办";
        /// 解除督办, by colour.
        SlipLifted = "slip_lifted", "解除督办";
        /// 督办升级, by the colour it had.
        SlipPromoted = "slip_promoted", "督办升级";
        /// 督办由升级而来.
        SlipFromPromotion = "slip_from_promotion", "升级产生的督办";
        /// 重复件: a registration that was found to repeat a closed one.
        RepeatFlagged = "repeat_flagged", "重复件";
        /// 办后被重复: counted on the closed case that is repeated.
        Repeated = "repeated", "办后重复";
        /// 包案.
        LeaderAssigned = "leader_assigned", "领导包案";
        /// 包案办结: `closed` or `exited`.
        LedEnded = "led_ended", "包案办结";
    }
}

vocabulary! {
    /// What a case counts as while it stands as it does (指标现状).
    Stand {
        /// 在办, by phase; at the holder.
        Open = "open", "在办";
        /// 已终结, by phase; at the last holder.
        Ended = "ended", "已终结";
        /// 受理情况; at the centre that registered it.
        Intake = "intake", "受理情况";
        /// 事项类别, by matter, empty while unclassified; at the centre that registered it.
        Matter = "matter", "事项类别";
        /// 上报待决; at the centre that asks.
        Request = "request", "上报待决";
        /// 不予上报未了结: it may still be appealed, or is.
        Refusal = "refusal", "不予上报未了结";
        /// 在督, by colour; at the addressee.
        Slip = "slip", "在督";
        /// 待评价.
        Invitation = "invitation", "待评价";
        /// 包案在办.
        Led = "led", "包案在办";
    }
}

vocabulary! {
    /// What is expected after something else on the same case (后续).
    Follow {
        /// 联系 within three working days of the assignment.
        Contact = "contact", "初次办理联系";
        /// 登记后认定为重复件 by the cut-off.
        Flagged = "flagged", "重复件";
        /// 复启 within 180 days of closing.
        Rebound = "rebound", "反弹";
        /// 重复 within 90 days of closing.
        Repeat = "repeat", "办后重复";
        /// 退回 by the cut-off, of what rose because the rules let it.
        CompliantReturn = "compliant_return", "合规上行后退回";
    }
}

impl Follow {
    /// What is followed, and what is looked for.
    #[must_use]
    pub const fn pair(self) -> (Figure, Figure) {
        match self {
            Self::Contact => (Figure::Assigned, Figure::Contacted),
            Self::Flagged => (Figure::Registered, Figure::RepeatFlagged),
            Self::Rebound => (Figure::Closed, Figure::Reopened),
            Self::Repeat => (Figure::Closed, Figure::Repeated),
            Self::CompliantReturn => (Figure::Rise, Figure::Returned),
        }
    }

    /// The last day on which what is looked for still counts, by its business date; none if any up to the cut-off does.
    #[must_use]
    pub fn last_day(self, from: Date, calendar: &Calendar) -> Option<Date> {
        match self {
            Self::Contact => Some(calendar.add_working_days(from, 3)),
            Self::Rebound => Some(from.saturating_add(180.days())),
            Self::Repeat => Some(from.saturating_add(90.days())),
            Self::Flagged | Self::CompliantReturn => None,
        }
    }

    /// The ends of the details that count; empty if all do.
    #[must_use]
    pub const fn details(self) -> &'static [&'static str] {
        match self {
            Self::CompliantReturn => &["lift_now", "lift_on_request"],
            _ => &[],
        }
    }
}
