-- Invitations are asked by their own time, so that no cursor has to say how far asking has come.
ALTER TABLE "SurveyRound" DROP COLUMN "invitedUpTo", ADD COLUMN "leftOut" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "SurveyInvitation" ADD COLUMN "nextAt" TIMESTAMPTZ(3);

-- One a day over all surveys.
DROP INDEX "SurveyInvitation_personId_invitedOn_idx";
CREATE UNIQUE INDEX "SurveyInvitation_personId_invitedOn_key" ON "SurveyInvitation"("personId", "invitedOn");

DROP INDEX "SurveyInvitation_roundId_state_idx";
CREATE INDEX "SurveyInvitation_roundId_nextAt_idx" ON "SurveyInvitation"("roundId", "nextAt");
