import type { ThemeConfig } from "antd";

/** The house colours. Red, yellow and blue belong to the slips, movement between levels is purple. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0F5F57", colorPrimaryHover: "#1A766C", colorPrimaryActive: "#0B4B45",
    colorPrimaryBg: "#E3EFEC", colorPrimaryBgHover: "#D3E6E2", colorPrimaryBorder: "#8FBDB5",
    colorLink: "#0F5F57", colorLinkHover: "#1A766C", colorLinkActive: "#0B4B45",
    colorInfo: "#47544F", colorInfoBg: "#EEF2F0", colorInfoBorder: "#B9C2BE",
    colorSuccess: "#1F6B3A", colorSuccessBg: "#E6F2EA", colorSuccessBorder: "#9CC7AA",
    colorWarning: "#7A4F00", colorWarningBg: "#FFF4D6", colorWarningBorder: "#D9B45A",
    colorError: "#B3261E", colorErrorBg: "#FCEBE9", colorErrorBorder: "#E0A39E",
    colorText: "#16211E", colorTextSecondary: "#47544F", colorTextTertiary: "#5F6C67", colorTextQuaternary: "#6B7772",
    colorTextPlaceholder: "#6B7772", colorTextDescription: "#5F6C67", colorTextDisabled: "#6B7772",
    colorBorder: "#7C8984", colorBorderSecondary: "#D5DBD8", colorSplit: "#E9EDEB",
    colorBgLayout: "#F3F5F4", colorBgContainer: "#FFFFFF",
    controlItemBgHover: "#F3F5F4", controlItemBgActive: "#E3EFEC", controlItemBgActiveHover: "#D3E6E2",
    controlOutline: "#BFDAD5", borderRadius: 4, borderRadiusLG: 4, borderRadiusSM: 3, fontSize: 14, controlHeight: 32,
    lineWidthFocus: 2,
    fontFamily: '"Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","SimSun-ExtB",sans-serif',
  },
  components: {
    Table: {
      headerBg: "transparent", headerColor: "#47544F", headerSplitColor: "transparent", cellPaddingBlockSM: 5,
      cellPaddingInlineSM: 8, rowHoverBg: "#F3F5F4", rowSelectedBg: "#E3EFEC",
    },
    Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
    Tag: { defaultBg: "#EEF2F0" },
    Tabs: { horizontalItemGutter: 16 },
  },
};
