//! The closed vocabularies of a case. The Chinese term of each member is its second text.

mod joint;
mod privacy;

use fengqiao_jurisdiction::vocabulary;

pub use fengqiao_jurisdiction::{LegalPath, Level, MediationMethod, Profile, Role, Track};
pub use fengqiao_routing::{DangerSign, DossierItem, FinalDecision, HelpWanted, StatutoryPath, Verdict};

pub use joint::{
    AdviceKind, ConfirmationBar, IssuerLevel, MeetingKind, OrderKind, ReferralKind, ReferralResult, TaskKind,
};
pub use privacy::DestructionBasis;

vocabulary! {
    /// What the case is (案件类别). Reviews are linked cases with logs of their own.
    CaseKind {
        /// 事项.
        Matter = "matter", "事项";
        /// 复查案, 信访工作条例 art. 35.
        Review = "review", "复查案";
        /// 复核案, art. 36.
        Recheck = "recheck", "复核案";
    }
}

vocabulary! {
    /// How the case came (来源渠道).
    Channel {
        /// 窗口.
        Window = "window", "窗口";
        /// 网格.
        Grid = "grid", "网格";
        /// 热线.
        Hotline = "hotline", "热线";
        /// 来信.
        Letter = "letter", "来信";
        /// 走访.
        Visit = "visit", "走访";
        /// 网上.
        Online = "online", "网上";
        /// 上级交办: with the superior's number.
        FromAbove = "from_above", "上级交办";
        /// 对接移送: from court, procurator, police or the justice office, with its number.
        Referral = "referral", "对接移送";
        /// 排查: found before anybody complained.
        Sweep = "sweep", "排查";
    }
}

vocabulary! {
    /// How a case stands to another one (关联关系).
    LinkRelation {
        /// 同一事项: only one of the two is worked on, 信访工作条例 art. 19.
        SameMatter = "same_matter", "同一事项";
        /// 重复.
        RepeatOf = "repeat_of", "重复件";
        /// 同类案件.
        InCluster = "in_cluster", "同类案件";
        /// 复查.
        ReviewOf = "review_of", "复查";
        /// 复核.
        RecheckOf = "recheck_of", "复核";
        /// 并案.
        MergedFrom = "merged_from", "并案";
        /// 后续.
        Follows = "follows", "后续";
    }
}

vocabulary! {
    /// A party's part in the dispute (当事人地位). At most five representatives, 信访工作条例 art. 20.
    PartyRole {
        /// 申请人.
        Claimant = "claimant", "申请人";
        /// 被申请人.
        Respondent = "respondent", "被申请人";
        /// 代表人.
        Representative = "representative", "代表人";
        /// 代理人.
        Agent = "agent", "代理人";
        /// 利害关系人.
        Interested = "interested", "利害关系人";
    }
}

vocabulary! {
    /// What a party is (当事人类型). Only a collective and a public body can make a case cross-area or conflicted.
    PartyKind {
        /// 自然人.
        NaturalPerson = "natural_person", "自然人";
        /// 组织.
        Organisation = "organisation", "组织";
        /// 村集体.
        Collective = "collective", "村集体";
        /// 公共机关.
        PublicBody = "public_body", "公共机关";
        /// 未明.
        Unknown = "unknown", "未明";
    }
}

vocabulary! {
    /// The kind of identity document (证件种类), after GA/T 517.
    DocumentKind {
        /// 居民身份证: 18 digits.
        IdCard = "id_card", "居民身份证";
        /// 护照.
        Passport = "passport", "护照";
        /// 港澳居民来往内地通行证、居住证.
        HongKongMacao = "hong_kong_macao", "港澳居民证件";
        /// 台湾居民来往大陆通行证、居住证.
        Taiwan = "taiwan", "台湾居民证件";
        /// 统一社会信用代码: 18 characters, GB 32100.
        CreditCode = "credit_code", "统一社会信用代码";
        /// 未核验: no document shown; a reason is given.
        Unverified = "unverified", "未核验";
    }
}

vocabulary! {
    /// The grade of risk (风险等级).
    RiskGrade {
        /// 低.
        Low = "low", "低风险";
        /// 中.
        Medium = "medium", "中风险";
        /// 高.
        High = "high", "高风险";
    }
}

vocabulary! {
    /// Why a case is not taken up (不予受理、不再受理理由).
    Ground {
        /// 法院、检察院职权或程序中.
        N1 = "n1", "属于法院、检察院职权范围或者程序之中";
        /// 越级走访, 信访工作条例 art. 20: the case is handed down, nobody registers twice.
        N2 = "n2", "越级走访";
        /// 同一事项已受理或正在办理, art. 19.
        N3 = "n3", "同一事项已经受理或者正在办理";
        /// 已复核终结, art. 36.
        N4 = "n4", "已经复核终结,以同一事实和理由提出";
        /// 涉诉信访依法终结.
        N5 = "n5", "涉法涉诉事项已经依法终结";
        /// 无正当理由逾期未申请复查: a local rule, off unless the tenant has it.
        N6 = "n6", "无正当理由逾期未申请复查";
    }
}

vocabulary! {
    /// What is served (告知文书).
    Notice {
        /// 登记回执.
        RegistrationReceipt = "registration_receipt", "登记回执";
        /// 受理告知书.
        Acceptance = "acceptance", "受理告知书";
        /// 不予受理告知书.
        NonAcceptance = "non_acceptance", "不予受理告知书";
        /// 不再受理告知书.
        NotReaccepted = "not_reaccepted", "不再受理告知书";
        /// 调解不成权利告知书, 人民调解法 art. 26.
        Rights = "rights", "调解不成权利告知书";
        /// 进展告知.
        Progress = "progress", "进展告知";
        /// 处理意见书, 信访工作条例 art. 32.
        Opinion = "opinion", "处理意见书";
        /// 复查意见书, art. 35.
        ReviewOpinion = "review_opinion", "复查意见书";
        /// 复核意见书, art. 36.
        RecheckOpinion = "recheck_opinion", "复核意见书";
        /// 导入告知书, art. 31.
        Redirect = "redirect", "导入告知书";
        /// 评价邀请.
        RatingInvitation = "rating_invitation", "评价邀请";
        /// 移送函, to the police.
        PoliceReferral = "police_referral", "移送函";
        /// 转送单.
        TransferSlip = "transfer_slip", "转送单";
        /// 交办单.
        AssignmentSlip = "assignment_slip", "交办单";
        /// 延期告知书, 信访工作条例 art. 34.
        Extension = "extension", "延期告知书";
        /// 督办单, to the unit that is urged.
        SupervisionSlip = "supervision_slip", "督办单";
        /// 预警通知, unit to unit.
        Alert = "alert", "预警通知";
    }
}

vocabulary! {
    /// How a notice was served (送达方式).
    ServiceMeans {
        /// 当面送达.
        InPerson = "in_person", "当面送达";
        /// 邮寄送达.
        Post = "post", "邮寄送达";
        /// 电子送达.
        Electronic = "electronic", "电子送达";
        /// 系统推送: unit to unit.
        System = "system", "系统推送";
    }
}

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
    /// How a unit receives a case (交转方式), 信访工作条例 art. 22.
    DispatchMode {
        /// 转送.
        Forward = "forward", "转送";
        /// 交办, with a date to report by.
        Assign = "assign", "交办";
    }
}

vocabulary! {
    /// Which way a case moves (流转方向).
    Direction {
        /// 上行.
        Up = "up", "上行";
        /// 下行.
        Down = "down", "下行";
        /// 同级.
        Across = "across", "同级移送";
        /// 退还.
        Back = "back", "退还";
    }
}

vocabulary! {
    /// Why a request to rise ended without an answer (上报终止原因).
    WithdrawnWhy {
        /// 上报人撤回.
        ByRequester = "by_requester", "上报人撤回";
        /// 已有结论.
        Settled = "settled", "案件已有结论";
        /// 案件终结.
        CaseEnded = "case_ended", "案件终结";
        /// 被其他流转取代.
        Overtaken = "overtaken", "被其他流转取代";
    }
}

vocabulary! {
    /// A ruling on an appeal against a refusal to rise (裁决).
    AppealRuling {
        /// 维持.
        Upheld = "upheld", "维持";
        /// 撤销.
        Overturned = "overturned", "撤销";
    }
}

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

vocabulary! {
    /// Why a registration is void (登记作废原因).
    VoidReason {
        /// 误登记.
        Mistaken = "mistaken", "误登记";
        /// 测试或演练.
        Drill = "drill", "演练";
        /// 重复录入: the same paper keyed twice at one window.
        KeyedTwice = "keyed_twice", "同一件重复录入";
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
    /// What a review makes of the opinion under review (复查复核结果).
    ReviewResult {
        /// 维持.
        Upheld = "upheld", "维持";
        /// 变更.
        Changed = "changed", "变更";
        /// 撤销: handled again.
        Revoked = "revoked", "撤销并责令重新办理";
    }
}

vocabulary! {
    /// The colour of a slip (督办单颜色), the mildest first.
    SlipColour {
        /// 蓝单: answered within 3 working days.
        Blue = "blue", "蓝单";
        /// 黄单: 2 working days.
        Yellow = "yellow", "黄单";
        /// 红单: 1 working day.
        Red = "red", "红单";
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

vocabulary! {
    /// What a slip finds fault with (督办情形), the seven in the order in which they are counted.
    Fault {
        /// 应受理未受理.
        F1 = "f1", "应受理未受理";
        /// 应办理未办理.
        F2 = "f2", "应办理未办理";
        /// 意见不落实.
        F3 = "f3", "处理意见不落实";
        /// 办后仍重复.
        F4 = "f4", "办后仍重复";
        /// 不规范.
        F5 = "f5", "办理不规范";
        /// 超期.
        F6 = "f6", "超期未办结";
        /// 实体不到位.
        F7 = "f7", "实体解决不到位";
    }
}

vocabulary! {
    /// The statutory path that a case is led to (导入的途径), 信访工作条例 art. 31. Finer than the legal path, since each
    /// body has a term of its own.
    RedirectPath {
        /// 诉讼.
        Court = "court", "诉讼";
        /// 检察.
        Procuratorate = "procuratorate", "检察";
        /// 公安程序.
        Police = "police", "公安程序";
        /// 劳动人事争议仲裁.
        LabourArbitration = "labour_arbitration", "劳动人事争议仲裁";
        /// 农村土地承包仲裁.
        LandArbitration = "land_arbitration", "农村土地承包仲裁";
        /// 党员申诉.
        PartyAppeal = "party_appeal", "党员申诉";
        /// 行政复议(普通程序).
        Reconsideration = "reconsideration", "行政复议";
        /// 行政复议(简易程序).
        SimpleReconsideration = "simple_reconsideration", "行政复议(简易程序)";
        /// 劳动监察.
        LabourInspection = "labour_inspection", "劳动监察";
        /// 行政裁决等行政程序.
        AdministrativeProcedure = "administrative_procedure", "行政裁决等行政程序";
        /// 履职查处.
        DutyPerformance = "duty_performance", "履职查处";
    }
}

vocabulary! {
    /// What became of a matter on another path (途径结果).
    RedirectResult {
        /// 已受理: the body's own term counts from that day.
        TakenUp = "taken_up", "已受理";
        /// 已有结果.
        Decided = "decided", "已有处理结果";
        /// 不予受理.
        Rejected = "rejected", "该途径不予受理";
        /// 未提出: the party did not go there, or came back.
        Abandoned = "abandoned", "未提出或者撤回";
    }
}

vocabulary! {
    /// What a review is about (复查对象).
    ReviewSubject {
        /// 处理意见.
        Opinion = "opinion", "处理意见";
        /// 不予受理、不再受理的决定.
        Refusal = "refusal", "不予受理决定";
    }
}

vocabulary! {
    /// Why a due date was computed anew (重新计算事由).
    RecomputeCause {
        /// 期限内已办、补录在后: a stop in time that was recorded after the breach. The breach stays and is counted late.
        MetRecordedLate = "met_recorded_late", "期限内已办,补录在后";
        /// 节假日安排公布.
        CalendarPublished = "calendar_published", "节假日安排公布";
    }
}

impl SlipColour {
    /// The colour that follows when nobody answers.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Blue => Some(Self::Yellow),
            Self::Yellow => Some(Self::Red),
            Self::Red => None,
        }
    }
}
