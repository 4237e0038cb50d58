import { createServer } from 'node:http';
import { PGlite } from '@electric-sql/pglite';
import { serve } from './serve.ts';

/** A bare server that makes the inserts of one ticket (three records, one row) for each request. */
const [directory] = process.argv.slice(2);
const database = new PGlite(directory ?? '');
await database.exec(`
  create table record (id bigint generated always as identity primary key, body text not null);
  create table row (id bigint generated always as identity primary key, body text not null);
`);
const records = ['x'.repeat(500), 'x'.repeat(400), 'x'.repeat(2_500)];
const row = 'x'.repeat(700);

serve(
  createServer((request, response) => {
    request.resume();
    request.on('end', async () => {
      for (const record of records) {
        await database.query('insert into record (body) values ($1)', [record]);
      }
      await database.query('insert into row (body) values ($1)', [row]);
      response.setHeader('content-type', 'application/json');
      response.end('{"status":"kept"}');
    });
  }),
);
