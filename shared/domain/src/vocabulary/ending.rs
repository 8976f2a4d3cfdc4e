//! Words of the end of a case, and of its coming back.

use fengqiao_jurisdiction::vocabulary;

vocabulary! {
    /// The outcome of a case (办理结果): 三到位一处理.
    Outcome {
        /// 合理诉求解决到位.
        Resolved = "resolved", "合理诉求解决到位";
        /// 无理诉求教育到位.
        Explained = "explained", "无理诉求教育到位";
        /// 困难群众帮扶到位.
        Aided = "aided", "困难群众帮扶到位";
        /// 违法行为依法处理.
        HandledByLaw = "handled_by_law", "违法行为依法处理";
    }
}

vocabulary! {
    /// Which follow-up call (回访轮次).
    FollowUpRound {
        /// 首次回访, within 7 days.
        First = "first", "首次回访";
        /// 二次回访, within 30 days.
        Second = "second", "二次回访";
    }
}

vocabulary! {
    /// A citizen's rating (满意度评价).
    Rating {
        /// 满意.
        Satisfied = "satisfied", "满意";
        /// 基本满意.
        BasicallySatisfied = "basically_satisfied", "基本满意";
        /// 不满意.
        Dissatisfied = "dissatisfied", "不满意";
    }
}

vocabulary! {
    /// Why handling starts again (重新办理原因).
    RehandleReason {
        /// 违约.
        Default = "default", "一方未履行协议";
        /// 重新同意调解.
        ConsentRenewed = "consent_renewed", "双方重新同意调解";
        /// 新的事实.
        NewFacts = "new_facts", "出现新的事实";
        /// 未签字.
        NotSigned = "not_signed", "协议未签字";
        /// 司法确认被驳回.
        ConfirmationRejected = "confirmation_rejected", "司法确认申请被驳回";
        /// 复查、复核撤销原意见: only by what the review decided.
        ReviewOrdered = "review_ordered", "复查复核责令重新办理";
    }
}

vocabulary! {
    /// Why an ended case opens again (复启原因).
    ReopenReason {
        /// 反弹.
        Rebound = "rebound", "矛盾反弹";
        /// 违约.
        Default = "default", "一方未履行协议";
        /// 新的事实.
        NewFacts = "new_facts", "出现新的事实";
        /// 险情.
        Danger = "danger", "出现险情";
        /// 途径未果: the path that the case was led to did not take it up.
        PathFailed = "path_failed", "导入的途径未受理";
        /// 复查撤销不予受理: only by what the review decided.
        ReviewOrdered = "review_ordered", "复查责令受理";
    }
}
