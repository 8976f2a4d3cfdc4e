//! A pack as a workbook: the figures, their parts, the checks, and where they come from.

use fengqiao_api::v1::{GetPackResponse, PackLine, PackValue, Position};
use fengqiao_domain::vocabulary::Channel;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::entry::Who;

/// The zone in which the platform tells times.
const ZONE: &str = "Asia/Shanghai";
/// Widths in characters.
const WIDE: f64 = 36.0;
const NARROW: f64 = 14.0;

struct Formats {
    head: Format,
    share: Format,
    mean: Format,
}

/// The bytes of the workbook.
///
/// # Errors
/// None that a pack within its limits can cause.
pub(super) fn of(pack: &GetPackResponse, who: &Who, now: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats {
        head: Format::new().set_bold(),
        share: Format::new().set_num_format("0.0%"),
        mean: Format::new().set_num_format("0.0"),
    };
    let mut workbook = Workbook::new();
    figures(workbook.add_worksheet(), pack, &formats)?;
    parts(workbook.add_worksheet(), pack, &formats)?;
    checks(workbook.add_worksheet(), pack, &formats)?;
    origin(workbook.add_worksheet(), pack, who, now, &formats)?;
    workbook.save_to_buffer()
}

fn figures(sheet: &mut Worksheet, pack: &GetPackResponse, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("报表")?;
    let mut heads = vec!["栏目".to_owned(), "指标".to_owned()];
    heads.extend(pack.columns.iter().map(|column| column_name(&column.name, &column.period, &pack.period)));
    heads.push("公式".to_owned());
    heading(sheet, &heads, formats)?;
    for (row, line) in (1..).zip(&pack.lines) {
        sheet.write(row, 0, &line.group_name)?;
        sheet.write(row, 1, &line.name)?;
        for (column, value) in (2..).zip(&line.values) {
            write_value(sheet, row, column, line, *value, formats)?;
        }
        sheet.write(row, column_at(2 + line.values.len()), &line.formula)?;
    }
    sheet.set_freeze_panes(1, 2).map(drop)
}

/// Both parts of every figure: whoever adds areas adds these.
fn parts(sheet: &mut Worksheet, pack: &GetPackResponse, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("分子分母")?;
    let mut heads = vec!["栏目".to_owned(), "指标".to_owned()];
    for column in &pack.columns {
        let name = column_name(&column.name, &column.period, &pack.period);
        heads.extend([format!("{name} 分子"), format!("{name} 分母")]);
    }
    heading(sheet, &heads, formats)?;
    for (row, line) in (1..).zip(&pack.lines) {
        sheet.write(row, 0, &line.group_name)?;
        sheet.write(row, 1, &line.name)?;
        for (index, value) in line.values.iter().enumerate() {
            sheet.write(row, column_at(2 + 2 * index), value.numerator)?;
            if line.kind != "count" {
                sheet.write(row, column_at(3 + 2 * index), value.denominator)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 2).map(drop)
}

fn checks(sheet: &mut Worksheet, pack: &GetPackResponse, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("勾稽")?;
    heading(
        sheet,
        &["编号", "范围", "左", "左值", "关系", "右", "右值", "相符"].map(str::to_owned),
        formats,
    )?;
    for (row, check) in (1..).zip(&pack.checks) {
        sheet.write(row, 0, &check.id)?;
        sheet.write(row, 1, &check.centre_name)?;
        sheet.write(row, 2, &check.left_name)?;
        sheet.write(row, 3, check.left)?;
        sheet.write(row, 4, if check.relation == "at_most" { "不大于" } else { "等于" })?;
        sheet.write(row, 5, &check.right_name)?;
        sheet.write(row, 6, check.right)?;
        sheet.write(row, 7, if check.holds { "是" } else { "否" })?;
    }
    sheet.set_freeze_panes(1, 0).map(drop)
}

/// The filter, the positions, the user and the time.
fn origin(
    sheet: &mut Worksheet,
    pack: &GetPackResponse,
    who: &Who,
    now: Timestamp,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name("说明")?;
    let compared = pack.columns.iter().find(|column| column.key == "compared");
    let state = match (&pack.frozen, pack.complete) {
        (Some(frozen), _) => format!("已冻结于 {}", frozen.frozen_on),
        (None, true) => "待核".to_owned(),
        (None, false) => "生成中".to_owned(),
    };
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let mut rows = vec![
        ("期间", format!("{} {}", pack.period, pack.period_name)),
        ("起止", format!("{} 至 {}", pack.from, pack.to)),
        ("状态", state),
        ("范围", pack.centre_name.clone()),
        ("来源渠道", pack.channel.parse::<Channel>().map_or("全部", Channel::zh).to_owned()),
        ("对比期", compared.map(|column| column.period.clone()).unwrap_or_default()),
    ];
    rows.extend(pack.cut_off.iter().map(|position| ("截止位置", place(position))));
    rows.extend(pack.as_of.iter().map(|position| ("读取位置", place(position))));
    rows.push(("导出人", format!("{} {}({})", who.centre_name(), who.name(), who.account())));
    rows.push(("导出时间", now.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S").to_string()));
    sheet.set_column_width(0, NARROW)?;
    sheet.set_column_width(1, WIDE * 2.0)?;
    for (row, (name, value)) in (0..).zip(rows) {
        sheet.write_with_format(row, 0, name, &formats.head)?;
        sheet.write(row, 1, value)?;
    }
    Ok(())
}

fn place(position: &Position) -> String {
    format!("{} 第 {} 条", position.stream, position.sequence)
}

fn column_name(name: &str, period: &str, this: &str) -> String {
    if period == this { name.to_owned() } else { format!("{name} {period}") }
}

fn heading(sheet: &mut Worksheet, heads: &[String], formats: &Formats) -> Result<(), XlsxError> {
    for (column, head) in heads.iter().enumerate() {
        let column = column_at(column);
        sheet.write_with_format(0, column, head, &formats.head)?;
        sheet.set_column_width(column, if column == 1 || column == 2 { WIDE / 2.0 } else { NARROW })?;
    }
    Ok(())
}

/// A figure as a number that a sheet can go on with; nothing where there is nothing to divide by.
#[expect(clippy::cast_precision_loss, reason = "a count of cases is far below 2^53")]
fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    line: &PackLine,
    value: PackValue,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let divided = || value.numerator as f64 / value.denominator as f64;
    match line.kind.as_str() {
        "count" => sheet.write(row, column, value.numerator).map(drop),
        _ if value.denominator == 0 => Ok(()),
        "mean" => sheet.write_with_format(row, column, divided(), &formats.mean).map(drop),
        _ => sheet.write_with_format(row, column, divided(), &formats.share).map(drop),
    }
}

/// A sheet has 16,384 columns, and a pack some dozens.
fn column_at(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
