import { Router, type NextFunction, type Request, type Response } from 'express';
import rateLimit from 'express-rate-limit';
import { requireUser, requireRole } from '../auth/guards';
import { VisitService } from './visits.service';
import { page, parseId, asyncHandler } from './visits.helpers';
import { createVisitSchema, updateVisitSchema } from './visits.model';

export const visitsRouter = Router();
const service = new VisitService();
const limiter = rateLimit({ windowMs: 60_000, max: 100 });

visitsRouter.use(limiter);
// ----
visitsRouter.get('/visits', requireUser, asyncHandler(async (req: Request, res: Response) => {
  const { limit, offset } = page(req.query);
  const sort = req.query.sort === 'price' ? 'price' : 'created_at';
  const found = await service.list({ owner: req.user.id, limit, offset, sort });
  res.json({ data: found.map((visit) => ({ id: visit.id, purpose: visit.purpose, price: visit.price })), limit, offset });
}));
// ----
visitsRouter.get('/visits/:id', requireUser, asyncHandler(async (req: Request, res: Response) => {
  const id = parseId(req.params.id);
  if (id === null) {
    return res.status(400).json({ error: 'id must be a number' });
  }
  const visit = await service.find(id, req.user.id);
  if (!visit) {
    return res.status(404).json({ error: `no visit ${id}` });
  }
  return res.json(visit);
}));
// ----
visitsRouter.post('/visits', requireUser, async (req: Request, res: Response, next: NextFunction) => {
  try {
    const parsed = createVisitSchema.safeParse(req.body);
    if (!parsed.success) {
      return res.status(422).json({ errors: parsed.error.issues });
    }
    const visit = await service.create({ ...parsed.data, ownerId: req.user.id });
    res.location(`/visits/${visit.id}`);
    return res.status(201).json(visit);
  } catch (error) {
    return next(error);
  }
});
// ----
visitsRouter.patch('/visits/:id', requireUser, asyncHandler(async (req: Request, res: Response) => {
  const changes = updateVisitSchema.parse(req.body);
  const before = await service.find(Number(req.params.id), req.user.id);
  if (before === undefined) {
    res.sendStatus(404);
    return;
  }
  switch (before.state) {
    case 'open':
      res.json(await service.update(before.id, changes));
      break;
    case 'closed':
      res.status(409).json({ error: 'closed visits cannot be changed' });
      break;
    default:
      res.status(500).json({ error: `unknown state ${before.state}` });
  }
}));
// ----
visitsRouter.delete('/visits/:id', requireRole('admin'), asyncHandler(async (req: Request, res: Response) => {
  const removed = await service.remove(Number.parseInt(req.params.id, 10));
  res.sendStatus(removed ? 204 : 404);
}));
// ----
visitsRouter.get('/visits/search', requireUser, asyncHandler(async (req: Request, res: Response) => {
  const words = String(req.query.q ?? '').trim().split(/\s+/).filter((word) => word.length > 1);
  const results = [];
  for (const word of words.slice(0, 5)) {
    const rows = await service.search(word, req.user.id);
    results.push(...rows);
  }
  const unique = new Map(results.map((row) => [row.id, row]));
  res.json([...unique.values()].sort((one, two) => two.price - one.price));
}));
// ----
visitsRouter.get('/visits/:id/export', requireUser, asyncHandler(async (req: Request, res: Response) => {
  const format = ['csv', 'json'].includes(String(req.query.format)) ? String(req.query.format) : 'json';
  const visit = await service.find(Number(req.params.id), req.user.id);
  if (!visit) return res.sendStatus(404);
  res.setHeader('Content-Disposition', `attachment; filename="visit-${visit.id}.${format}"`);
  if (format === 'csv') {
    const header = Object.keys(visit).join(',');
    const line = Object.values(visit).map((value) => JSON.stringify(value)).join(',');
    return res.type('text/csv').send(`${header}\n${line}\n`);
  }
  return res.json(visit);
}));
