import { Router } from 'express';
import { pool } from '../database.js';

const router = Router();

function findVisits(order) {
  return pool.query('SELECT * FROM visits ORDER BY ' + order);
}

router.get('/', async (req, res) => {
  const { rows } = await findVisits(req.query.sort);
  res.json(rows);
});

router.delete('/:id', async (req, res) => {
  try {
    await pool.query('DELETE FROM visits WHERE id = $1', [req.params.id]);
    res.status(204).end();
  } catch (error) {}
});

router.post('/:id/reminder', async (req, res) => {
  const reply = await fetch(req.body.callback);
  res.json(await reply.json());
});

export default router;
