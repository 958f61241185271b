const express = require('express');
const { pool } = require('../db');

const router = express.Router();

router.get('/', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM visits ORDER BY visited_at');
  res.json(rows);
});

router.post('/', async (req, res) => {
  try {
    await pool.query('INSERT INTO visits (pet_id, visited_at, price) VALUES ($1, now(), $2)', [
      req.body.petId,
      req.body.price,
    ]);
  } catch (error) {}
  res.status(201).json({ ok: true });
});

module.exports = router;
