//! Words of the handling: consents, sessions, agreements, inquiries, opinions, pauses.

use fengqiao_jurisdiction::vocabulary;

vocabulary! {
    /// What a party consents to (意愿事项).
    ConsentSubject {
        /// 调解: a refusal ends mediation, 人民调解法 art. 17.
        Mediation = "mediation", "调解";
        /// 远程调解.
        RemoteSession = "remote_session", "远程调解";
        /// 在本级继续调解.
        ContinueHere = "continue_here", "在本级继续调解";
        /// 和解: the parties settle by themselves, 信访工作条例 art. 33.
        Settlement = "settlement", "和解";
        /// 对接移送: what a body that mediates needs.
        Referral = "referral", "对接移送";
        /// 延长期限.
        Extension = "extension", "延长期限";
        /// 接受处理意见: no review is asked for.
        Opinion = "opinion", "接受处理意见";
    }
}

vocabulary! {
    /// How a session was held (调解形式).
    SessionMode {
        /// 现场.
        OnSite = "on_site", "现场调解";
        /// 远程, with both sides' consent.
        Remote = "remote", "远程调解";
    }
}

vocabulary! {
    /// How a session ended (调解结果).
    SessionOutcome {
        /// 达成一致.
        Agreed = "agreed", "达成一致";
        /// 择日再调.
        Adjourned = "adjourned", "择日再调";
        /// 未达成一致.
        Failed = "failed", "未达成一致";
        /// 一方经通知未到场.
        Absent = "absent", "一方经通知未到场";
    }
}

vocabulary! {
    /// The form of an agreement (协议形式), 人民调解法 art. 28.
    AgreementForm {
        /// 书面: in effect on signatures, mediator and seal, art. 29.
        Written = "written", "书面协议";
        /// 口头: in effect at once, art. 30.
        Oral = "oral", "口头协议";
    }
}

vocabulary! {
    /// Why mediation ended without agreement (调解不成事由).
    FailureGround {
        /// 拒绝调解.
        Refused = "refused", "一方拒绝调解";
        /// 不能达成一致.
        NoAgreement = "no_agreement", "不能达成一致";
        /// 期限届满.
        TermOver = "term_over", "调解期限届满";
        /// 不宜调解.
        Unsuitable = "unsuitable", "不适宜调解";
    }
}

vocabulary! {
    /// What was looked into (调查核实种类).
    InvestigationKind {
        /// 初次联系.
        Contact = "contact", "初次联系";
        /// 走访.
        Visit = "visit", "走访";
        /// 现场勘查.
        Site = "site", "现场勘查";
        /// 证据.
        Evidence = "evidence", "证据收集";
        /// 进展.
        Progress = "progress", "进展";
    }
}

vocabulary! {
    /// Which paper an opinion is (意见层次).
    OpinionTier {
        /// 处理意见.
        First = "first", "处理意见";
        /// 复查意见.
        Review = "review", "复查意见";
        /// 复核意见: final, 信访工作条例 art. 36.
        Recheck = "recheck", "复核意见";
    }
}

vocabulary! {
    /// Why the days of a term do not count (中止计时事由).
    PauseReason {
        /// 送达地址不明.
        AddressUnknown = "address_unknown", "送达地址不明";
        /// 鉴定、评估.
        ExpertOpinion = "expert_opinion", "等待鉴定、评估意见";
        /// 补充材料.
        Supplement = "supplement", "等待补充材料";
        /// 不可抗力.
        ForceMajeure = "force_majeure", "不可抗力";
        /// 听证, 信访工作条例 art. 36.
        Hearing = "hearing", "举行听证";
    }
}

vocabulary! {
    /// Why somebody stands back (回避事由), 信访工作条例 art. 28.
    RecusalGround {
        /// 本人是当事人.
        Party = "party", "本人(本单位)是当事人";
        /// 近亲属.
        Relative = "relative", "与当事人有近亲属关系";
        /// 有利害关系.
        Interest = "interest", "与处理结果有直接利害关系";
        /// 其他可能影响公正的情形.
        Other = "other", "其他可能影响公正处理的情形";
    }
}
