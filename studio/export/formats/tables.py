"""The formats of the group "tables"; what writes them is imported when they are written."""

from studio.export.formats.format import Format, Option
from studio.text import mark

_TEXT = (
    Option("dialect", mark("Dialect"), "comma", mark("What stands between the columns, and what the decimal sign is."),
           choices=(("comma", mark("Comma, decimal point")), ("semicolon", mark("Semicolon, decimal comma")),
                    ("tab", mark("Tab, decimal point")))),
    Option("bom", mark("Byte order mark"), False,
           mark("At the beginning of the file: Excel then knows that it is UTF-8.")),
)  # fmt: skip

FORMATS: tuple[Format, ...] = (
    Format("xlsx", mark("Workbook"), "tables", ".xlsx",
           mark("Inputs, budgets, bill of materials, cost, results, series and sources for Excel and LibreOffice; a "
                "price that is changed moves the sums by formulas."),
           "studio.export.tables.xlsx.workbook:write_xlsx",
           (Option("evidence", mark("Sources, assumptions and claims"), True, mark("A sheet of each.")),), preview=""),
    Format("csv", mark("Results as CSV"), "tables", ".csv",
           mark("Every field and every result, one line each: value in SI, unit, equation, source, confidence."),
           "studio.export.tables.results_csv:write_csv",
           (*_TEXT, Option("fields", mark("Fields of the design"), True, mark("Before the results.")))),
    Format("inputs", mark("Fields as CSV"), "tables", ".inputs.csv",
           mark("Every field in its unit and in SI, with source, confidence and date; Dawnline reads it back."),
           "studio.export.tables.results_csv:write_inputs", _TEXT),
    Format("budgets", mark("Budgets as CSV"), "tables", ".budgets.csv",
           mark("Mass, power, heat and data: every line with its share and its margin."),
           "studio.export.tables.results_csv:write_budgets", _TEXT),
    Format("bom", mark("Bill of materials as CSV"), "tables", ".bom.csv",
           mark("Every part of a satellite with quantity, price and mass, and what all of them and their launch cost."),
           "studio.export.tables.bill_csv:write_bill", _TEXT),
    Format("series", mark("Series as CSV"), "tables", "",
           mark("A table for each time: the orbit of the worst day, the year, the years of life; units in the heads."),
           "studio.export.tables.series_csv:write_series", _TEXT, preview="files"),
    Format("parquet", mark("Series as Parquet"), "tables", ".parquet",
           mark("Every series over time, for pandas, Polars and DuckDB; units and the design in the metadata."),
           "studio.export.tables.columnar:write_parquet",
           (Option("layout", mark("Layout"), "long", mark("How the series lie in the table."),
                   choices=(("long", mark("One line for each value")), ("wide", mark("One column for each series")))),),
           preview=""),
    Format("netcdf", mark("Series as NetCDF"), "tables", ".nc",
           mark("Every series over time by the CF conventions, for xarray, MATLAB and Panoply."),
           "studio.export.tables.columnar:write_netcdf", preview=""),
)  # fmt: skip
