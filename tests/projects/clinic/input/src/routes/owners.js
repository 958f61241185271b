const express = require('express');
const { pool } = require('../db');

const router = express.Router();

function search(name) {
  return "SELECT id, name FROM owners WHERE name LIKE '%" + name + "%'";
}

router.get('/', async (req, res) => {
  const { rows } = await pool.query(search(req.query.name));
  res.json(rows);
});

router.get('/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT id, name FROM owners WHERE id = $1', [req.params.id]);
  if (rows.length === 0) {
    return res.status(404).json({ error: 'not found' });
  }
  res.json(rows[0]);
});

router.get('/:id/pets', async (req, res) => {
  const { rows: pets } = await pool.query('SELECT id, name FROM pets WHERE owner_id = $1', [req.params.id]);
  for (const pet of pets) {
    const { rows } = await pool.query('SELECT id, visited_at FROM visits WHERE pet_id = $1', [pet.id]);
    pet.visits = rows;
  }
  res.json(pets);
});

module.exports = router;
