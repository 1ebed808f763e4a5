-- AlterTable
ALTER TABLE "ApprovalStep" ADD COLUMN     "standIns" JSONB NOT NULL DEFAULT '{}';

-- What schema.prisma cannot say. Written by hand: the few steps that ask somebody now, among all that ever did.
CREATE INDEX "ApprovalStep_asking" ON "ApprovalStep" USING gin ("approverIds") WHERE "state" = 'open';
