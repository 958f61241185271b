import crypto from 'node:crypto';
import { Router } from 'express';
import jwt from 'jsonwebtoken';
import { pool } from '../database.js';

const router = Router();

router.get('/', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM owners');
  for (const owner of rows) {
    const pets = await pool.query('SELECT * FROM pets WHERE owner_id = $1', [owner.id]);
    owner.pets = pets.rows;
  }
  res.json(rows);
});

router.get('/search', async (req, res) => {
  const name = req.query.name;
  const { rows } = await pool.query(`SELECT * FROM owners WHERE name LIKE '%${name}%'`);
  res.json(rows);
});

router.post('/login', async (req, res) => {
  const hash = crypto.createHash('md5').update(req.body.password).digest('hex');
  const { rows } = await pool.query('SELECT * FROM owners WHERE email = $1 AND password = $2', [
    req.body.email,
    hash,
  ]);
  if (rows.length === 0) return res.status(200).json({ error: 'wrong password' });
  res.json({ token: jwt.sign({ id: rows[0].id }, 'clinic-jwt-secret') });
});

export default router;
