//! How cells look. Few colours, dark on light, that hold in print and in greys; nothing is said by colour alone.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INK: Color = Color::RGB(0x1B_2A_33);
const DEEP: Color = Color::RGB(0x1F_4E_5F);
const PALE: Color = Color::RGB(0xE6_EF_F2);
const LINE: Color = Color::RGB(0xB7_C7_CE);
/// The ground of what is not final.
const WARNING: Color = Color::RGB(0xFF_F0_C2);

pub(super) struct Style {
    pub(super) title: Format,
    pub(super) plain: Format,
    pub(super) warning: Format,
    pub(super) band: Format,
    pub(super) header: Format,
    pub(super) header_right: Format,
    pub(super) id: Format,
    pub(super) whole: Format,
    pub(super) part: Format,
    pub(super) part_of_part: Format,
    pub(super) text: Format,
    pub(super) right: Format,
    pub(super) count: Format,
    pub(super) count_strong: Format,
    pub(super) hours: Format,
    pub(super) percent: Format,
    pub(super) percent_tenths: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name("Calibri").set_font_size(11).set_font_color(INK);
        let cell = base.clone().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Thin);
        let cell = cell.set_border_bottom_color(LINE);
        let header = base.clone().set_bold().set_font_color(Color::White).set_background_color(DEEP);
        let header = header.set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let number = cell.clone().set_align(FormatAlign::Right);
        Self {
            title: base.clone().set_bold().set_font_size(18).set_font_color(DEEP),
            plain: base.clone(),
            warning: base.clone().set_bold().set_background_color(WARNING),
            band: base.set_bold().set_font_size(13).set_font_color(DEEP).set_background_color(PALE),
            header_right: header.clone().set_align(FormatAlign::Right),
            header,
            id: cell.clone().set_font_size(9),
            whole: cell.clone().set_bold().set_text_wrap(),
            part: cell.clone().set_indent(1).set_text_wrap(),
            part_of_part: cell.clone().set_indent(2).set_text_wrap(),
            text: cell.set_text_wrap(),
            right: number.clone().set_italic(),
            count: number.clone().set_num_format("#,##0"),
            count_strong: number.clone().set_bold().set_font_size(13).set_num_format("#,##0"),
            hours: number.clone().set_num_format("#,##0.00"),
            percent: number.clone().set_num_format("0%"),
            percent_tenths: number.set_num_format("0.0%"),
        }
    }
}
