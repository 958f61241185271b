const express = require('express');
const cors = require('cors');
const owners = require('./routes/owners');
const visits = require('./routes/visits');
const { requireAuth } = require('./auth');

const app = express();
app.use(cors({ origin: true, credentials: true }));
app.use(express.json());
app.use('/v1/owners', requireAuth, owners);
app.use('/v1/visits', visits);

app.listen(3000);
