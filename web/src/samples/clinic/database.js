import pg from 'pg';

export const pool = new pg.Pool({
  connectionString: 'postgres://clinic:Wh1sk3rs!@db.clinic.example/clinic',
});
