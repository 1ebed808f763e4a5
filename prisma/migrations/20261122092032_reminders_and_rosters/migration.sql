-- CreateTable
CREATE TABLE "Occurrence" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "personId" TEXT,
    "teamId" TEXT,
    "localTime" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "args" JSONB NOT NULL DEFAULT '{}',
    "toldAt" TIMESTAMPTZ(3),
    "lateSince" TIMESTAMPTZ(3),
    "digestId" TEXT,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonSetting" (
    "id" TEXT NOT NULL,
    "quietFrom" TEXT,
    "quietTo" TEXT,

    CONSTRAINT "PersonSetting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "version" INTEGER NOT NULL,
    "ownerId" TEXT NOT NULL,
    "personId" TEXT,
    "teamId" TEXT,
    "text" TEXT NOT NULL,
    "origin" JSONB,
    "start" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "rule" JSONB,
    "onFreeDay" TEXT NOT NULL,
    "comesBack" TEXT,
    "state" TEXT NOT NULL,
    "nth" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Roster" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB,
    "words" JSONB,
    "plannedDigest" TEXT,
    "plannedUntil" TIMESTAMPTZ(3),
    "madeById" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Roster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shift" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rosterId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "layerId" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "personId" TEXT,
    "plannedPersonId" TEXT,
    "because" TEXT NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "confirmedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Swap" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "because" TEXT NOT NULL,
    "rosterId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "offeredById" TEXT NOT NULL,
    "offeredToId" TEXT,
    "wantsReturn" BOOLEAN NOT NULL DEFAULT false,
    "inReturn" JSONB,
    "note" TEXT,
    "state" TEXT NOT NULL,
    "takenById" TEXT,
    "declinedIds" JSONB NOT NULL DEFAULT '[]',
    "conflicts" JSONB NOT NULL DEFAULT '[]',
    "decidedById" TEXT,
    "reason" TEXT,
    "before" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Swap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DutyWish" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "rosterId" TEXT,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "wish" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DutyWish_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DutyCheck" (
    "id" TEXT NOT NULL,
    "rosterId" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "unit" TEXT,
    "unusual" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "fileId" TEXT,
    "requestId" TEXT,
    "requestNumber" INTEGER,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DutyCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShiftHandover" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rosterId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "fromShiftId" TEXT NOT NULL,
    "toShiftId" TEXT NOT NULL,
    "fromPersonId" TEXT NOT NULL,
    "toPersonId" TEXT NOT NULL,
    "fromSlot" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "notes" JSONB NOT NULL DEFAULT '[]',
    "givenSignedAt" TIMESTAMPTZ(3),
    "takenSignedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShiftHandover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "rosterId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Occurrence_subject_idx" ON "Occurrence"("subject");

-- CreateIndex
CREATE INDEX "Occurrence_digestId_idx" ON "Occurrence"("digestId");

-- CreateIndex
CREATE INDEX "Occurrence_personId_state_dueAt_idx" ON "Occurrence"("personId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Occurrence_teamId_state_dueAt_idx" ON "Occurrence"("teamId", "state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Reminder_number_key" ON "Reminder"("number");

-- CreateIndex
CREATE INDEX "Reminder_ownerId_state_idx" ON "Reminder"("ownerId", "state");

-- CreateIndex
CREATE INDEX "Reminder_personId_state_idx" ON "Reminder"("personId", "state");

-- CreateIndex
CREATE INDEX "Reminder_teamId_state_idx" ON "Reminder"("teamId", "state");

-- CreateIndex
CREATE INDEX "Shift_rosterId_startsAt_idx" ON "Shift"("rosterId", "startsAt");

-- CreateIndex
CREATE INDEX "Shift_personId_endsAt_idx" ON "Shift"("personId", "endsAt");

-- CreateIndex
CREATE INDEX "Swap_rosterId_state_idx" ON "Swap"("rosterId", "state");

-- CreateIndex
CREATE INDEX "Swap_offeredById_state_idx" ON "Swap"("offeredById", "state");

-- CreateIndex
CREATE INDEX "DutyWish_personId_untilAt_idx" ON "DutyWish"("personId", "untilAt");

-- CreateIndex
CREATE INDEX "DutyCheck_rosterId_slot_idx" ON "DutyCheck"("rosterId", "slot");

-- CreateIndex
CREATE INDEX "DutyCheck_rosterId_itemId_at_idx" ON "DutyCheck"("rosterId", "itemId", "at");

-- CreateIndex
CREATE INDEX "DutyCheck_fileId_idx" ON "DutyCheck"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "ShiftHandover_fromShiftId_toShiftId_key" ON "ShiftHandover"("fromShiftId", "toShiftId");

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_idx" ON "CalendarFeed"("personId");

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "checkId" TEXT;

-- Nobody's role is held by two at once, whatever goes wrong. Checked at the end of each statement: a swap moves several.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_one_at_a_time"
  EXCLUDE USING gist ("rosterId" WITH =, "role" WITH =, tstzrange("startsAt", "endsAt") WITH &&)
  DEFERRABLE INITIALLY IMMEDIATE;

-- What waits for an answer, or to be told.
CREATE INDEX "Occurrence_open_idx" ON "Occurrence" ("dueAt") WHERE "state" IN ('due', 'told');

-- What somebody still has to do, for whoever takes over from them.
CREATE INDEX "Request_open_of_assignee" ON "Request" ("assigneeId", "teamId", "number")
  WHERE "stage" NOT IN ('done', 'closed', 'rejected', 'cancelled');
