//! Words of a case's way between units and levels.

use fengqiao_jurisdiction::vocabulary;

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
