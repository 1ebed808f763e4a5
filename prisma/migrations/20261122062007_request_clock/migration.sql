-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "pausedAt" TIMESTAMPTZ(3);

-- Only clocks that run have an instant: what is overdue is found among them.
CREATE INDEX "Request_respondBy" ON "Request" ("respondBy") WHERE "respondBy" IS NOT NULL;
CREATE INDEX "Request_resolveBy" ON "Request" ("resolveBy") WHERE "resolveBy" IS NOT NULL;
