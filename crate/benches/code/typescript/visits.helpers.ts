import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const FILES = path.resolve(process.env.VISIT_FILES ?? './files');
// ----
export function asyncHandler(handler: (req: Request, res: Response) => Promise<unknown>): RequestHandler {
  return (req, res, next: NextFunction) => {
    handler(req, res).catch(next);
  };
}
// ----
export function page(query: Record<string, unknown>): { limit: number; offset: number } {
  const limit = Math.min(Number(query.limit) || 20, 100);
  const at = Math.max(Number(query.page) || 1, 1);
  return { limit, offset: (at - 1) * limit };
}
// ----
export function parseId(text: string): number | null {
  if (!/^\d{1,15}$/.test(text)) {
    return null;
  }
  const id = Number.parseInt(text, 10);
  return Number.isSafeInteger(id) ? id : null;
}
// ----
export function slug(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
// ----
export function addDays(date: Date, days: number): Date {
  const later = new Date(date.getTime());
  later.setDate(later.getDate() + days);
  return later;
}
// ----
export async function retry<T>(times: number, work: () => Promise<T>): Promise<T> {
  let last: unknown;
  for (let attempt = 0; attempt < times; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      last = error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100));
    }
  }
  throw last;
}
// ----
export async function visitFile(name: string): Promise<Buffer> {
  const full = path.resolve(FILES, path.basename(name));
  if (!full.startsWith(FILES + path.sep)) {
    throw new Error('outside of the folder of visits');
  }
  return readFile(full);
}
// ----
export function etag(value: unknown): string {
  const text = JSON.stringify(value);
  return `"${createHash('sha256').update(text).digest('base64url')}"`;
}
// ----
export async function notifyVisit(url: string, visit: { id: number; purpose: string }): Promise<boolean> {
  const response = await fetch(new URL('/hooks/visits', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({ id: visit.id, purpose: visit.purpose }),
    signal: AbortSignal.timeout(2000),
  });
  return response.ok;
}
// ----
export function groupBy<T, K extends string>(items: T[], key: (item: T) => K): Record<K, T[]> {
  const groups = {} as Record<K, T[]>;
  for (const item of items) {
    const own = key(item);
    (groups[own] ??= []).push(item);
  }
  return groups;
}
