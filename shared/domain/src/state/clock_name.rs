//! The names of clocks, and what it means when one ends.

use fengqiao_jurisdiction::vocabulary;

vocabulary! {
    /// A named clock (期限). `Term` ends in an officer's breach, `Right` in a right's lapse, `Watch` is somebody else's.
    ClockName {
        /// 转送交办期限: 15 days from receipt, 信访工作条例 art. 22.
        ForwardTerm = "forward_term", "转送交办期限";
        /// 受理告知期限: 15 days from receipt, art. 23.
        AcceptanceNoticeTerm = "acceptance_notice_term", "受理告知期限";
        /// 行政调解受理期限: local, off unless the tenant has it.
        AdministrativeAcceptTerm = "administrative_accept_term", "行政调解受理期限";
        /// 行政调解移送期限: local, off unless the tenant has it.
        AdministrativeTransferTerm = "administrative_transfer_term", "行政调解移送期限";
        /// 异议期限: 5 working days, art. 23.
        ObjectionRight = "objection_right", "异议期限";
        /// 签收期限: 1 working day.
        SignTerm = "sign_term", "签收期限";
        /// 简易答复期限: 5 working days.
        SimpleAnswerTerm = "simple_answer_term", "简易答复期限";
        /// 办理期限: 60 days from acceptance, art. 34.
        HandleTerm = "handle_term", "办理期限";
        /// 调解期限: one month, 司法部令75; by method.
        MediationTerm = "mediation_term", "调解期限";
        /// 补事实期限: 1 working day while a fact is missing.
        FactTerm = "fact_term", "补事实期限";
        /// 层级化解期限, by level.
        LevelTerm = "level_term", "层级化解期限";
        /// 应报期限: 2 working days to ask once the rules say so.
        AskUpTerm = "ask_up_term", "应报期限";
        /// 上报决定期限: 2 working days.
        EscalationTerm = "escalation_term", "上报决定期限";
        /// 申请裁决期限: 3 working days.
        AppealRight = "appeal_right", "申请裁决期限";
        /// 裁决期限: 2 working days.
        AppealTerm = "appeal_term", "裁决期限";
        /// 继续调解期限: to the agreed date, at most 10 working days.
        ContinueRight = "continue_right", "继续调解期限";
        /// 指定管辖期限: 2 working days.
        DesignationTerm = "designation_term", "指定管辖期限";
        /// 险情响应期限: 2 hours, day and night.
        DangerTerm = "danger_term", "险情响应期限";
        /// 承办时限: the date set.
        HandlerTerm = "handler_term", "承办时限";
        /// 风险复评时限: the date set.
        RiskReviewTerm = "risk_review_term", "风险复评时限";
        /// 督办反馈期限, by colour.
        SlipTerm = "slip_term", "督办反馈期限";
        /// 调解不成后续期限: 5 working days.
        UnresolvedTerm = "unresolved_term", "调解不成后续期限";
        /// 司法确认申请期限: 30 days, 人民调解法 art. 33.
        ConfirmationRight = "confirmation_right", "司法确认申请期限";
        /// 司法确认审查期限: 3 days to take up and 15 to rule, 2011 司法确认若干规定.
        CourtWatch = "court_watch", "司法确认审查期限";
        /// 任务时限: the date set.
        TaskTerm = "task_term", "任务时限";
        /// 交办时限: the date set.
        OrderTerm = "order_term", "交办时限";
        /// 履行期限: the agreed date.
        PerformanceWatch = "performance_watch", "履行期限";
        /// 申请复查期限: 30 days from service, 信访工作条例 art. 35.
        ReviewRight = "review_right", "申请复查期限";
        /// 申请复核期限: 30 days from service of the review, art. 36.
        RecheckRight = "recheck_right", "申请复核期限";
        /// 复查期限: 30 days from receipt, art. 35.
        ReviewTerm = "review_term", "复查期限";
        /// 复核期限: 30 days from receipt, art. 36.
        RecheckTerm = "recheck_term", "复核期限";
        /// 劳动仲裁期限: 45 days from that body's acceptance, 劳动争议调解仲裁法 art. 43.
        LabourAwardWatch = "labour_award_watch", "劳动仲裁期限";
        /// 土地承包仲裁期限: 60 days, 农村土地承包经营纠纷调解仲裁法 art. 47.
        LandAwardWatch = "land_award_watch", "土地承包仲裁期限";
        /// 行政复议期限: 60 days, 行政复议法 art. 62.
        ReconsiderationWatch = "reconsideration_watch", "行政复议期限";
        /// 行政复议期限(简易程序): 30 days, art. 62.
        SimpleReconsiderationWatch = "simple_reconsideration_watch", "行政复议期限(简易程序)";
        /// 劳动监察期限: 60 working days, 劳动保障监察条例 art. 17.
        LabourInspectionWatch = "labour_inspection_watch", "劳动监察期限";
        /// 履行核查期限: 3 working days after an agreed date has passed.
        PerformanceCheckTerm = "performance_check_term", "履行核查期限";
        /// 首次回访期限: 7 days.
        FollowUpFirstTerm = "follow_up_first_term", "首次回访期限";
        /// 二次回访期限: 30 days.
        FollowUpSecondTerm = "follow_up_second_term", "二次回访期限";
        /// 评价期限: 30 days.
        RatingRight = "rating_right", "评价期限";
        /// 归档期限: 60 days.
        ArchiveTerm = "archive_term", "归档期限";
        /// 建议反馈期限: 30 days, of a recommendation and of no case.
        RecommendationTerm = "recommendation_term", "建议反馈期限";
    }
}

vocabulary! {
    /// What it means when a clock ends (期限性质), told by the last part of its name.
    ClockKind {
        /// 职责期限: an officer is in breach.
        Duty = "duty", "职责期限";
        /// 权利期限: a right lapses.
        Right = "right", "权利期限";
        /// 关注期限: somebody else's term, at which we only look.
        Watch = "watch", "关注期限";
    }
}

impl ClockName {
    /// What it means when the clock ends.
    #[must_use]
    pub fn kind(self) -> ClockKind {
        match self.as_str().rsplit('_').next() {
            Some("right") => ClockKind::Right,
            Some("watch") => ClockKind::Watch,
            _ => ClockKind::Duty,
        }
    }
}
