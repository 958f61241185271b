import { z } from 'zod';
import { Column, CreateDateColumn, Entity, Index, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '../users/user';
// ----
@Entity({ name: 'visits' })
@Index(['ownerId', 'createdAt'])
export class Visit {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ name: 'owner_id', type: 'bigint' })
  ownerId!: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  owner?: User;

  @Column({ type: 'varchar', length: 200 })
  purpose!: string;

  @Column({ type: 'numeric', precision: 12, scale: 2 })
  price!: number;

  @Column({ type: 'boolean', default: false })
  urgent!: boolean;

  @Column({ type: 'varchar', length: 20, default: 'open' })
  state!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @OneToMany(() => VisitLine, (line) => line.visit)
  lines?: VisitLine[];
}
// ----
@Entity({ name: 'visit_lines' })
export class VisitLine {
  @PrimaryGeneratedColumn()
  id!: number;

  @ManyToOne(() => Visit, (visit) => visit.lines)
  visit!: Visit;

  @Column({ type: 'int' })
  amount!: number;

  @Column({ type: 'text', nullable: true })
  remark?: string;
}
// ----
export const createVisitSchema = z.object({
  purpose: z.string().min(1).max(200),
  price: z.number().nonnegative(),
  urgent: z.boolean().default(false),
  lines: z.array(z.object({ amount: z.number().int().positive(), remark: z.string().max(1000).optional() })).max(100),
});
// ----
export const updateVisitSchema = createVisitSchema.partial().extend({
  state: z.enum(['open', 'closed', 'archived']).optional(),
});
// ----
export type CreateVisit = z.infer<typeof createVisitSchema>;
export type UpdateVisit = z.infer<typeof updateVisitSchema>;
// ----
export const visitStates = ['open', 'closed', 'archived'] as const;

export function isFinal(state: (typeof visitStates)[number]): boolean {
  return state === 'closed' || state === 'archived';
}
// ----
export function describeVisit(visit: Visit): string {
  const parts = [`visit ${visit.id}`, visit.purpose];
  if (visit.urgent) parts.push('urgent');
  if (visit.price > 0) parts.push(`for ${visit.price.toFixed(2)}`);
  return parts.join(', ');
}
