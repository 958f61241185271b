import { Pool, type PoolClient } from 'pg';
import { config } from '../config/config';
import type { Visit } from './visits.model';

const pool = new Pool({ connectionString: config.databaseUrl, max: 10 });
const COLUMNS = 'id, owner_id, purpose, price, urgent, state, created_at';
const SORTABLE: Record<string, string> = { id: 'id', price: 'price', created_at: 'created_at DESC' };

export class VisitStore {
// ----
  async list(owner: number, sort: string, limit: number, offset: number): Promise<Visit[]> {
    const order = SORTABLE[sort] ?? 'id';
    const text = `SELECT ${COLUMNS} FROM visits WHERE owner_id = $1 ORDER BY ${order} LIMIT $2 OFFSET $3`;
    const { rows } = await pool.query(text, [owner, limit, offset]);
    return rows.map(toVisit);
  }
// ----
  async byId(id: number): Promise<Visit> {
    const { rows } = await pool.query('SELECT ' + COLUMNS + ' FROM visits WHERE id = $1', [id]);
    return toVisit(rows[0]);
  }
// ----
  async insert(visit: Record<string, unknown>): Promise<Visit> {
    const keys = ['owner_id', 'purpose', 'price', 'urgent'];
    const values = [visit.ownerId, visit.purpose, visit.price, visit.urgent];
    const marks = keys.map((_, at) => `$${at + 1}`).join(', ');
    const { rows } = await pool.query(
      `INSERT INTO visits (${keys.join(', ')}) VALUES (${marks}) RETURNING ${COLUMNS}`,
      values,
    );
    return toVisit(rows[0]);
  }
// ----
  async update(id: number, changes: Record<string, unknown>): Promise<Visit> {
    const allowed = ['purpose', 'price', 'urgent', 'state'];
    const keys = Object.keys(changes).filter((key) => allowed.includes(key));
    const sets = keys.map((key, at) => `${key} = $${at + 2}`).join(', ');
    const values = keys.map((key) => changes[key]);
    const { rows } = await pool.query(`UPDATE visits SET ${sets} WHERE id = $1 RETURNING ${COLUMNS}`, [id, ...values]);
    return toVisit(rows[0]);
  }
// ----
  async matching(owner: number, pattern: string): Promise<Visit[]> {
    const { rows } = await pool.query(
      `SELECT ${COLUMNS} FROM visits
       WHERE owner_id = $1 AND purpose ILIKE $2
       ORDER BY created_at DESC LIMIT 50`,
      [owner, pattern],
    );
    return rows.map(toVisit);
  }
// ----
  async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }
// ----
}

function toVisit(row: any): Visit {
  return {
    id: row.id,
    ownerId: row.owner_id,
    purpose: row.purpose,
    price: Number(row.price),
    urgent: Boolean(row.urgent),
    state: row.state ?? 'open',
    createdAt: new Date(row.created_at),
  };
}
