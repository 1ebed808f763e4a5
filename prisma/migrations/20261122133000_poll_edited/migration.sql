-- When its owners last changed what it says, which its card tells everybody.
ALTER TABLE "Poll" ADD COLUMN "editedAt" TIMESTAMPTZ(3);
