import cors from 'cors';
import express, { type NextFunction, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import jwt from 'jsonwebtoken';
import { Pool } from 'pg';
import { z } from 'zod';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = express();

const newBook = z.object({ isbn: z.string().regex(/^[0-9]{13}$/), title: z.string().min(1).max(300) });

function requireAuth(req: Request, res: Response, next: NextFunction) {
  const token = req.headers.authorization?.replace('Bearer ', '') ?? '';
  try {
    res.locals.user = jwt.verify(token, process.env.JWT_PUBLIC_KEY ?? '', { algorithms: ['RS256'], audience: 'library' });
    next();
  } catch {
    res.status(401).type('application/problem+json').json({ type: 'about:blank', title: 'Unauthorized', status: 401 });
  }
}

app.use(helmet());
app.use(cors({ origin: ['https://library.example'] }));
app.use(express.json({ limit: '100kb' }));
app.use(rateLimit({ windowMs: 60_000, limit: 100 }));

app.get('/health', async (_req, res) => {
  await pool.query('SELECT 1');
  res.json({ status: 'ok' });
});

app.use('/v2', requireAuth);

app.get('/v2/books', async (req, res, next) => {
  try {
    const { rows } = await pool.query(
      'SELECT id, isbn, title FROM books WHERE id > $1 ORDER BY id LIMIT $2',
      [req.query.cursor, Math.min(Number(req.query.limit ?? 20), 100)],
    );
    res.json({ books: rows, next: rows.at(-1)?.id });
  } catch (error) {
    next(error);
  }
});

app.post('/v2/books', async (req, res, next) => {
  try {
    const book = newBook.parse(req.body);
    const { rows } = await pool.query('INSERT INTO books (isbn, title) VALUES ($1, $2) RETURNING id, isbn, title', [
      book.isbn,
      book.title,
    ]);
    res.status(201).json(rows[0]);
  } catch (error) {
    next(error);
  }
});

app.get('/v2/books/:bookId', async (req, res, next) => {
  try {
    const { rows } = await pool.query('SELECT id, isbn, title FROM books WHERE id = $1', [req.params.bookId]);
    if (rows.length === 0) {
      res.status(404).type('application/problem+json').json({ type: 'about:blank', title: 'Not found', status: 404 });
      return;
    }
    res.json(rows[0]);
  } catch (error) {
    next(error);
  }
});

export default app;
