// Compiled, never run: what a user of CommonJS writes.
import archwright = require('archwright');

export async function main(): Promise<number> {
  await archwright.default();
  const report: archwright.Report = archwright.review({ files: [{ text: 'SELECT 1' }] });
  return report.findings.length;
}
