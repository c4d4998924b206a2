"""Parquet: a file a table with typed columns, for pandas, DuckDB and Polars."""

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from retold.export import Files
from retold.export.tables import Table, tables
from retold.model import Comparison

TYPES: dict[str, Any] = {
    "text": pa.string(), "link": pa.string(), "number": pa.float64(), "whole": pa.int64(), "truth": pa.bool_(),
}  # fmt: skip


def files(comparison: Comparison, name: str) -> Files:
    """`<table>.parquet` for every table; column names are unique within a table."""
    return {f"{table.name}.parquet": _written(table) for table in tables(comparison)}


def _written(table: Table) -> bytes:
    columns = list(zip(*table.rows, strict=True)) or [() for _ in table.columns]
    arrays = [
        pa.array([_plain(cell) for cell in cells], TYPES[column.kind])
        for cells, column in zip(columns, table.columns, strict=True)
    ]
    schema = pa.schema([(column.name, TYPES[column.kind]) for column in table.columns])
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _plain(cell: Any) -> Any:
    """Text that is no valid UTF-8 (lone surrogates) cannot be stored: such code points are replaced."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
