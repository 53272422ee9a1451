// Reads a table with papaparse. stdin: .csv; stdout: JSON, the rows by column and what the reader minds.
import { readFileSync } from "node:fs";
import Papa from "papaparse";

const read = Papa.parse(readFileSync(0, "utf8"), { header: true, skipEmptyLines: true });
process.stdout.write(JSON.stringify([read.data, read.errors]));
