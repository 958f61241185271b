// Runs alike in Node and in a page.

/** Ten reviews of one file: milliseconds and the size of the engine's memory for each. */
export function measure(file, review, memory) {
  const times = [];
  const sizes = [];
  let report;
  for (let run = 0; run < 10; run += 1) {
    const begin = performance.now();
    report = review({ files: [file] });
    times.push(performance.now() - begin);
    sizes.push(memory.buffer.byteLength);
  }
  return { path: file.path, times, memory: sizes, findings: report.findings.length, bytes: JSON.stringify(report).length };
}
