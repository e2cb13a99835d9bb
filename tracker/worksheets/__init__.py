"""The week's reporting in Excel: open tasks go out as a workbook, come back filled in, and are recorded on confirmation."""
