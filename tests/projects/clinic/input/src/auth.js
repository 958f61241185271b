const crypto = require('crypto');
const jwt = require('jsonwebtoken');
const { pool } = require('./db');

const secret = 'q7Lr0ZbXk2vTn8sWcE4uYh1m';

function requireAuth(req, res, next) {
  const token = (req.headers.authorization || '').replace('Bearer ', '');
  try {
    req.user = jwt.verify(token, secret);
    next();
  } catch (error) {
    res.status(401).json({ error: 'unauthorized' });
  }
}

async function passwordMatches(email, password) {
  const hash = crypto.createHash('md5').update(password).digest('hex');
  const { rows } = await pool.query('SELECT id FROM owners WHERE email = $1 AND password = $2', [email, hash]);
  return rows.length === 1;
}

module.exports = { requireAuth, passwordMatches };
