// Inputs that the tests and the benchmark share.

export const schema = {
  path: 'schema.sql',
  text: 'CREATE TABLE visits (pet_id bigint NOT NULL, fee float);\nCREATE TABLE owners (id bigint PRIMARY KEY, password text);\n',
};

export const server = {
  path: 'server.js',
  text: `import express from 'express';
import pg from 'pg';

const app = express();
const db = new pg.Pool();

app.get('/visits/:id', async (request, response) => {
  const visits = await db.query('SELECT * FROM visits WHERE id = ' + request.params.id);
  response.json(visits.rows);
});
app.listen(3000);
`,
};

export const contract = { path: 'openapi.json', text: JSON.stringify(bigContract(3)) };

/** An OpenAPI document with `count` resources of two operations each: about 1.3 kB for each resource. */
export function bigContract(count) {
  const paths = {};
  const schemas = {};
  for (let at = 0; at < count; at += 1) {
    const name = `Resource${at}`;
    const $ref = `#/components/schemas/${name}`;
    const content = { 'application/json': { schema: { $ref } } };
    paths[`/resources${at}`] = {
      get: {
        operationId: `list${name}`,
        summary: `Lists the resources of kind ${at}`,
        responses: { 200: { description: 'All of them', content: { 'application/json': { schema: { type: 'array', items: { $ref } } } } } },
      },
      post: {
        operationId: `create${name}`,
        requestBody: { required: true, content },
        responses: { 201: { description: 'Created', content }, 400: { description: 'Not understood' } },
      },
    };
    schemas[name] = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        name: { type: 'string', description: 'As people know it — “Größe”, 𝒳' },
        price: { type: 'number' },
        parent: { $ref: `#/components/schemas/Resource${Math.max(0, at - 1)}` },
      },
    };
  }
  return { openapi: '3.1.0', info: { title: 'Resources', version: '1.0.0' }, paths, components: { schemas } };
}

/** An Express backend of `lines` lines or a few more. */
export function bigServer(lines) {
  const handlers = [server.text.replace('app.listen(3000);\n', '')];
  for (let at = 0; handlers.join('').split('\n').length < lines; at += 1) {
    handlers.push(`
async function find${at}(id) {
  const rows = await db.query('SELECT id, name, price FROM resources${at} WHERE id = $1', [id]);
  return rows.rows[0];
}

app.get('/resources${at}/:id', async (request, response) => {
  try {
    const found = await find${at}(request.params.id);
    if (!found) return response.status(404).json({ error: 'not found' });
    response.json(found);
  } catch (error) {
    console.error(error);
    response.status(500).json({ error: 'failed' });
  }
});
`);
  }
  return `${handlers.join('')}app.listen(3000);\n`;
}
