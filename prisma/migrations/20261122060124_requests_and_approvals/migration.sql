-- DropIndex
DROP INDEX "ApprovalStep_subject_position_key";

-- AlterTable
ALTER TABLE "ApprovalStep" ADD COLUMN     "need" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "openedAt" TIMESTAMPTZ(3),
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "silence" JSONB;

-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "about" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "actualCost" DOUBLE PRECISION,
ADD COLUMN     "checklist" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "filedById" TEXT,
ADD COLUMN     "handover" JSONB,
ADD COLUMN     "holdReason" TEXT,
ADD COLUMN     "holdUntil" TIMESTAMPTZ(3),
ADD COLUMN     "joinerIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "manner" INTEGER,
ADD COLUMN     "mergedIntoId" TEXT,
ADD COLUMN     "origin" JSONB,
ADD COLUMN     "parentId" TEXT,
ADD COLUMN     "placeId" TEXT,
ADD COLUMN     "quality" INTEGER,
ADD COLUMN     "resolveBy" TIMESTAMPTZ(3),
ADD COLUMN     "resolveLeftMinutes" INTEGER,
ADD COLUMN     "resolveMissedAt" TIMESTAMPTZ(3),
ADD COLUMN     "respondBy" TIMESTAMPTZ(3),
ADD COLUMN     "respondLeftMinutes" INTEGER,
ADD COLUMN     "respondMissedAt" TIMESTAMPTZ(3),
ADD COLUMN     "respondedAt" TIMESTAMPTZ(3),
ADD COLUMN     "speed" INTEGER,
ADD COLUMN     "stageBefore" TEXT,
ADD COLUMN     "urgency" TEXT,
ADD COLUMN     "watcherIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "words" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "ApprovalDecision" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "stepId" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "forPersonId" TEXT,
    "reason" TEXT,
    "platform" TEXT,
    "subjectVersion" INTEGER NOT NULL,
    "contentHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previousHash" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ApprovalDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "substituteId" TEXT,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "setById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BudgetCommitment" (
    "id" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "committed" DOUBLE PRECISION NOT NULL,
    "actual" DOUBLE PRECISION,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BudgetCommitment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "File" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT,
    "uploadedById" TEXT NOT NULL,
    "source" JSONB,
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "storedAt" TIMESTAMPTZ(3),

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestFile" (
    "id" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "internal" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RequestFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfficeVersion" (
    "sequence" SERIAL NOT NULL,
    "sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OfficeVersion_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE INDEX "ApprovalDecision_personId_at_idx" ON "ApprovalDecision"("personId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ApprovalDecision_subject_sequence_key" ON "ApprovalDecision"("subject", "sequence");

-- CreateIndex
CREATE INDEX "Delegation_personId_untilAt_idx" ON "Delegation"("personId", "untilAt");

-- CreateIndex
CREATE INDEX "BudgetCommitment_department_period_category_idx" ON "BudgetCommitment"("department", "period", "category");

-- CreateIndex
CREATE INDEX "File_state_createdAt_idx" ON "File"("state", "createdAt");

-- CreateIndex
CREATE INDEX "RequestFile_requestId_idx" ON "RequestFile"("requestId");

-- CreateIndex
CREATE INDEX "RequestFile_fileId_idx" ON "RequestFile"("fileId");

-- CreateIndex
CREATE INDEX "ApprovalStep_subject_round_position_idx" ON "ApprovalStep"("subject", "round", "position");

-- CreateIndex
CREATE INDEX "Request_parentId_idx" ON "Request"("parentId");

-- What was there before: everyone filed for themselves, and one rating stood for the whole.
UPDATE "Request" SET "filedById" = "requesterId", "quality" = "rating",
  "respondedAt" = CASE WHEN "assigneeId" IS NULL THEN NULL ELSE "updatedAt" END,
  "closedAt" = CASE WHEN "stage" IN ('closed', 'rejected', 'cancelled') THEN "updatedAt" END,
  "stage" = CASE WHEN "stage" IN ('open', 'assigned') AND EXISTS (SELECT 1 FROM "ApprovalStep" s
    WHERE s."subject" = 'request:' || "Request"."id" AND s."state" = 'open') THEN 'awaitingApproval' ELSE "stage" END;
ALTER TABLE "Request" ALTER COLUMN "filedById" SET NOT NULL, DROP COLUMN "rating";

-- What was decided stays decided.
CREATE TRIGGER "ApprovalDecision_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ApprovalDecision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change" ();

CREATE EXTENSION IF NOT EXISTS pg_trgm;
