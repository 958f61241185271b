import express from 'express';
import cors from 'cors';
import session from 'express-session';
import owners from './routes/owners.js';
import visits from './routes/visits.js';

const app = express();

app.use(cors({ origin: '*', credentials: true }));
app.use(express.json({ limit: '50mb' }));
app.use(session({ secret: 'clinic-session-2024', resave: false, saveUninitialized: true }));

app.use('/owners', owners);
app.use('/visits', visits);

app.listen(3000);
