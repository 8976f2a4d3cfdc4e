//! Words of the intake: what comes in, how, from whom, and what is decided on it.

use fengqiao_jurisdiction::vocabulary;

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
