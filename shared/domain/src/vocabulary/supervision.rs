//! Words of supervision: slips, reviews, faults, terms computed anew.

use fengqiao_jurisdiction::vocabulary;

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
