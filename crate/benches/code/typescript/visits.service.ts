import { EventEmitter } from 'node:events';
import { VisitStore } from './visits.store';
import { addDays, retry, slug } from './visits.helpers';
import type { CreateVisit, UpdateVisit, Visit } from './visits.model';
import { logger } from '../logging/logger';

const LARGEST_PRICE = 10_000;

export interface ListOptions {
  owner: number;
  limit: number;
  offset: number;
  sort: string;
}

export class VisitService extends EventEmitter {
  private readonly store = new VisitStore();
  private readonly recent = new Map<number, Visit>();
// ----
  async list(options: ListOptions): Promise<Visit[]> {
    const rows = await this.store.list(options.owner, options.sort, options.limit, options.offset);
    rows.forEach((row) => this.recent.set(row.id, row));
    return rows;
  }
// ----
  async find(id: number, owner: number): Promise<Visit | undefined> {
    const known = this.recent.get(id);
    if (known !== undefined && known.ownerId === owner) {
      return known;
    }
    const visit = await this.store.byId(id);
    if (!visit || visit.ownerId !== owner) {
      return undefined;
    }
    this.recent.set(visit.id, visit);
    return visit;
  }
// ----
  async create(input: CreateVisit & { ownerId: number }): Promise<Visit> {
    if (input.price > LARGEST_PRICE) {
      throw new RangeError(`price ${input.price} is above ${LARGEST_PRICE}`);
    }
    const name = slug(input.purpose);
    const expires = addDays(new Date(), input.urgent ? 1 : 14);
    const visit = await retry(3, () => this.store.insert({ ...input, name, expires }));
    logger.info({ visit: visit.id }, 'visit created');
    this.emit('created', visit);
    return visit;
  }
// ----
  async update(id: number, changes: UpdateVisit): Promise<Visit> {
    const columns = Object.entries(changes).filter(([, value]) => value !== undefined);
    if (columns.length === 0) {
      return this.store.byId(id);
    }
    const visit = await this.store.update(id, Object.fromEntries(columns));
    this.recent.delete(id);
    return visit;
  }
// ----
  async remove(id: number): Promise<boolean> {
    const visit = await this.store.byId(id);
    if (!visit) return false;
    await this.store.transaction(async (client) => {
      await client.query('DELETE FROM visit_lines WHERE visit_id = $1', [id]);
      await client.query('DELETE FROM visits WHERE id = $1', [id]);
    });
    this.recent.delete(id);
    return true;
  }
// ----
  async search(word: string, owner: number): Promise<Visit[]> {
    const pattern = `%${word.replace(/[%_]/g, '')}%`;
    const rows = await this.store.matching(owner, pattern);
    const scored = rows.map((row) => {
      let score = 0;
      if (row.purpose.startsWith(word)) score += 10;
      if (row.urgent) score += 5;
      score += Math.min(row.price / 100, 5);
      return { row, score };
    });
    return scored.sort((one, two) => two.score - one.score).map(({ row }) => row);
  }
// ----
  async totals(owner: number): Promise<Record<string, number>> {
    const totals: Record<string, number> = {};
    let offset = 0;
    while (true) {
      const rows = await this.store.list(owner, 'id', 100, offset);
      for (const row of rows) {
        const month = row.createdAt.toISOString().slice(0, 7);
        totals[month] = (totals[month] ?? 0) + row.price;
      }
      if (rows.length < 100) break;
      offset += rows.length;
    }
    return totals;
  }
// ----
}
