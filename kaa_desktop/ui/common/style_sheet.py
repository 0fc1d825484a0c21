"""The one style sheet, generated from the tokens and laid over the Fusion style."""

from __future__ import annotations

from string import Template

from kaa_desktop.ui.common.tokens import Colours, Metrics, Tokens, Tone

_GROUND = Template("""
* { font-family: "$family"; font-size: ${body}px; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[ground="window"] { background: $window; }
QWidget[ground="surface"] { background: $surface; }
QToolTip { background: $text; color: $surface; border: 0; padding: 4px 8px; }
QFrame[card="true"] { background: $surface; border: 1px solid $edge; border-radius: ${card_radius}px; }
QFrame[line="true"] { background: $edge; border: 0; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[role="label"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="caption"] { color: $muted; font-size: ${small}px; }
QLabel[role="error"] { color: $danger; font-size: ${small}px; }
QLabel[role="warning"] { color: $warning; font-size: ${small}px; }
QScrollArea { background: transparent; border: 0; }
QScrollArea[ring="true"] { border: 2px solid transparent; border-radius: ${radius}px; }
QScrollArea[ring="true"]:focus { border-color: $focus; }
QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; }
QSplitter::handle { background: transparent; }
""")

_BUTTONS = Template("""
QPushButton, QToolButton { border: 1px solid $control; border-radius: ${radius}px; background: $surface;
    padding: 0 15px; min-height: ${inner}px; font-weight: 600; }
QPushButton:hover, QToolButton:hover { background: $sunken; }
QPushButton:pressed, QToolButton:pressed { background: $edge; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 0 14px;
    min-height: ${inner_focus}px; outline: none; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $edge; background: $sunken; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $accent_text; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="danger"] { background: $danger_fill; border-color: $danger_fill; color: $danger_text; }
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed { background: $danger_hover;
    border-color: $danger_hover; }
QPushButton[kind="primary"]:focus, QPushButton[kind="danger"]:focus { border-width: 1px; padding: 0 15px;
    min-height: ${inner}px; }
QPushButton[kind="primary"]:focus { border-color: $accent; }
QPushButton[kind="danger"]:focus { border-color: $danger_fill; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled { background: $sunken;
    border-color: $edge; color: $disabled; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: $accent_ink; }
QPushButton[kind="ghost"]:hover { background: $sunken; }
QPushButton[kind="ghost"]:focus { border: 2px solid $focus; }
QPushButton[kind="ghost"]:disabled { color: $disabled; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; color: $accent_ink;
    padding: 0 2px; min-height: 22px; text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; }
QToolButton { padding: 0; min-width: ${inner}px; border-color: transparent; background: transparent; }
QToolButton:focus { padding: 0; }
QToolButton[small="true"], QToolButton[small="true"]:focus { min-width: 22px; min-height: 20px; }
QToolButton:disabled { background: transparent; border-color: transparent; }
QToolButton:checked { background: $soft; color: $soft_text; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: url("$chevron"); width: 14px; height: 14px;
    subcontrol-position: right center; right: 8px; }
QPushButton[hasmenu="true"] { padding-right: 30px; }
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:pressed { border: 0; padding: 0;
    min-width: 0; min-height: 0; background: transparent; }
QPushButton[nav="true"] { text-align: left; border: 2px solid transparent; background: transparent;
    color: $muted; padding: 0 12px; min-height: ${nav}px; border-radius: 8px; }
QPushButton[low="true"] { min-height: ${segment}px; }
QPushButton[nav="true"]:hover { background: $sunken; color: $text; }
QPushButton[nav="true"]:checked { background: $soft; color: $soft_text; }
QPushButton[nav="true"]:focus { border: 2px solid $focus; }
QPushButton[segment="true"] { border: 2px solid transparent; background: transparent; padding: 0 13px;
    min-height: ${segment}px; color: $muted; }
QPushButton[segment="true"]:hover { color: $text; }
QPushButton[segment="true"]:checked { background: $surface; color: $text; border-color: $edge; }
QPushButton[segment="true"]:focus { border: 2px solid $focus; }
QFrame[segments="true"] { background: $sunken; border-radius: 8px; border: 0; }
""")

_INPUTS = Template("""
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: $surface; color: $text;
    border: 1px solid $control; border-radius: ${radius}px; padding: 0 9px;
    selection-background-color: $accent; selection-color: $accent_text; placeholder-text-color: $muted; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${inner}px; }
QLineEdit { padding: 0 7px; }
QPlainTextEdit, QTextEdit { padding: 5px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 0 8px;
    min-height: ${inner_focus}px; }
QLineEdit:focus { padding: 0 6px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 4px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] {
    border: 2px solid $danger; padding: 0 8px; min-height: ${inner_focus}px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
    background: $sunken; color: $muted; border-color: $edge; }
QLineEdit[invalid="true"] { padding: 0 6px; }
QLineEdit:read-only { background: $sunken; border-color: $edge; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit:focus {
    border: 0; padding: 0; min-height: 0; background: transparent; }
QLineEdit[search="true"] { border-radius: 18px; padding-left: 6px; }
QComboBox::drop-down { border: 0; width: 28px; subcontrol-origin: padding;
    subcontrol-position: right center; }
QComboBox::down-arrow { image: url("$chevron"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; padding: 4px; border-radius: 0;
    outline: 0;    selection-background-color: $soft; selection-color: $soft_text; }
QComboBox QAbstractItemView::item { min-height: 30px; padding: 0 6px; border-radius: 4px; }
QCheckBox, QRadioButton { spacing: 9px; padding: 5px; border: 2px solid transparent; background: transparent;
    border-radius: ${radius}px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 18px; height: 18px;
    border: 1px solid $control; background: $surface; border-radius: 4px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
    image: url("$check"); }
QRadioButton::indicator:checked { border: 6px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $edge; background: $sunken; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QProgressBar { background: $sunken; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QProgressBar[slim="true"] { background: transparent; border-radius: 1px; min-height: 3px; max-height: 3px; }
""")

_VIEWS = Template("""
QAbstractItemView { background: $surface; color: $text; border: 1px solid $edge;
    border-radius: ${card_radius}px; selection-background-color: $soft; selection-color: $soft_text;
    outline: 0; padding: 1px; }
QAbstractItemView:focus { border: 2px solid $focus; padding: 0; }
QTableView { gridline-color: transparent; }
QTableView::item { padding: 0 8px; border: 0; border-bottom: 1px solid $edge; }
QTableView::item:hover { background: $hover; }
QTableView::item:selected { background: $soft; color: $soft_text; }
QListView::item { padding: 0 8px; min-height: 34px; border-radius: ${radius}px; }
QListView[plain="true"] { border: 0; border-radius: 0; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $soft; color: $soft_text; }
QHeaderView { background: transparent; border: 0; border-radius: 0; padding: 0; }
QHeaderView::section { background: transparent; color: $muted; border: 0; border-bottom: 1px solid $control;
    padding: 0 11px; min-height: ${inner}px; font-size: ${small}px; font-weight: 600; }
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 14px; height: 14px;
    subcontrol-position: right center; }
QHeaderView::down-arrow { image: url("$chevron"); }
QHeaderView::up-arrow { image: url("$chevron_up"); }
QTabWidget::pane { border: 0; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: 2px solid transparent; padding: 7px 12px;
    font-weight: 600; border-radius: ${radius}px; }
QTabBar::tab:hover { color: $text; background: $sunken; }
QTabBar::tab:selected { color: $soft_text; background: $soft; }
QTabBar::tab:focus { border-color: $focus; }
QMenu { background: $surface; border: 1px solid $edge; padding: 6px; }
QMenu::item { padding: 7px 22px 7px 12px; border-radius: ${radius}px; }
QMenu::item:selected { background: $soft; color: $soft_text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $edge; margin: 6px 8px; }
QMenuBar { background: $window; }
QMenuBar::item { padding: 6px 10px; border-radius: ${radius}px; background: transparent; }
QMenuBar::item:selected { background: $soft; color: $soft_text; }
QStatusBar { background: $window; color: $muted; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $control; border: 0; border-radius: 3px; margin: 3px; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QWidget { background: $surface; }
QCalendarWidget QToolButton { color: $text; padding: 0 8px; min-height: 28px; }
QCalendarWidget QAbstractItemView { border-radius: 0; border: 0; selection-background-color: $accent;
    selection-color: $accent_text; }
QCalendarWidget QAbstractItemView:focus { border: 0; }
QCalendarWidget QTableView::item { padding: 0; border: 0; }
QCalendarWidget QTableView::item:selected { background: $accent; color: $accent_text; }
QCalendarWidget #qt_calendar_navigationbar { min-height: 40px; }
QCalendarWidget #qt_calendar_prevmonth { qproperty-icon: url("$chevron_left"); padding: 0; }
QCalendarWidget #qt_calendar_nextmonth { qproperty-icon: url("$chevron_right"); padding: 0; }
QCalendarWidget QSpinBox { min-height: 26px; }
""")

_TONE = Template("""
QLabel[badge="$tone"] { color: $text; background: $fill; border: 1px solid $edge; border-radius: ${round}px;
    padding: 0 9px; min-height: ${height}px; max-height: ${height}px; font-size: ${small}px;
    font-weight: 600; }
QFrame[message="$tone"] { background: $fill; border: 1px solid $edge; border-radius: 8px; }
QFrame[message="$tone"] > QLabel { color: $text; }
QFrame[message="$tone"] > QPushButton { color: $text; background: transparent; border-color: $text;
    min-height: 28px; }
QFrame[message="$tone"] > QToolButton { min-height: 26px; min-width: 26px; }
QFrame[message="$tone"] > QPushButton:hover, QFrame[message="$tone"] > QToolButton:hover {
    background: $edge; }
QFrame[message="$tone"] > QPushButton:focus, QFrame[message="$tone"] > QToolButton:focus {
    border: 2px solid $text; }
""")

_IMAGES = {
    "chevron": "chevron-down",
    "chevron_up": "chevron-up",
    "chevron_left": "chevron-left",
    "chevron_right": "chevron-right",
    "check": "check",
}


def style_sheet(tokens: Tokens, *, family: str, controls: str) -> str:
    """The style sheet of a theme.

    Args:
        tokens: colours and measures.
        family: the font family.
        controls: path prefix of the small images inside controls, with forward slashes.
    """
    values = _values(tokens.colours, tokens.metrics)
    variant = "dark" if tokens.colours.dark else "light"
    values |= {key: f"{controls}/{image}-{variant}.svg" for key, image in _IMAGES.items()}
    values["family"] = family
    parts = [part.substitute(values) for part in (_GROUND, _BUTTONS, _INPUTS, _VIEWS)]
    return "".join([*parts, *(_tone(tokens, tone) for tone in Tone)])


def _values(colours: Colours, metrics: Metrics) -> dict[str, object]:
    plain = {name: getattr(colours, name) for name in Colours._fields}
    return plain | {
        "danger": colours.danger.text,
        "warning": colours.warning.text,
        "accent_ink": colours.accent,
        "hover": colours.sunken,
        "body": metrics.body,
        "small": metrics.small,
        "heading": metrics.heading,
        "title": metrics.title,
        "figure": metrics.title + 8,
        "radius": metrics.radius,
        "card_radius": metrics.card_radius,
        "inner": metrics.control - 2,
        "inner_focus": metrics.control - 4,
        "nav": metrics.control + 2,
        "segment": metrics.control - 10,
    }


def _tone(tokens: Tokens, tone: Tone) -> str:
    colours, height = tokens.colours.tone(tone), tokens.metrics.body + 7
    return _TONE.substitute(
        tone=tone.value,
        text=colours.text,
        fill=colours.fill,
        edge=colours.edge,
        small=tokens.metrics.small,
        height=height,
        round=(height + 2) // 2,
    )
