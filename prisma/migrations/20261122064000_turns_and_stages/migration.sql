-- CreateTable
CREATE TABLE "Turn" (
    "id" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "Turn_pkey" PRIMARY KEY ("id")
);

-- A request whose approval is open waits for it, and nothing else.
UPDATE "Request" r SET "stage" = 'awaitingApproval'
WHERE r."stage" IN ('open', 'assigned')
  AND EXISTS (SELECT 1 FROM "ApprovalStep" s WHERE s."subject" = 'request:' || r."id" AND s."state" = 'open');
