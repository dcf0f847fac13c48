import type { Report } from "../report-schema";
export function renderHtml(report: Report): string {
  return JSON.stringify(report);
}
