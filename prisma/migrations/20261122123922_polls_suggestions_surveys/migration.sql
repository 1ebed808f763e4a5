-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "redrawMs" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Poll" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "version" INTEGER NOT NULL,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "changes" INTEGER NOT NULL DEFAULT 1,
    "ownerId" TEXT NOT NULL,
    "coOwnerIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "title" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "secrecy" TEXT NOT NULL,
    "results" TEXT NOT NULL,
    "canChange" BOOLEAN NOT NULL DEFAULT true,
    "canAddOptions" BOOLEAN NOT NULL DEFAULT false,
    "closesAt" TIMESTAMPTZ(3),
    "closesAtVotes" INTEGER,
    "audience" JSONB NOT NULL,
    "recurs" JSONB,
    "nth" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "voters" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "nextSteps" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollBallot" (
    "id" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "voter" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "choices" JSONB,
    "sealed" TEXT,

    CONSTRAINT "PollBallot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollTemplate" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PollTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suggestion" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "words" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "category" TEXT NOT NULL,
    "authorId" TEXT,
    "authorSeal" TEXT,
    "supporterIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ownerId" TEXT,
    "stage" TEXT NOT NULL,
    "promisedFor" TEXT,
    "postponed" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "mergedIntoId" TEXT,
    "requestIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "flags" JSONB NOT NULL DEFAULT '[]',
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "origin" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuggestionComment" (
    "id" TEXT NOT NULL,
    "suggestionId" TEXT NOT NULL,
    "byId" TEXT,
    "byAuthor" BOOLEAN NOT NULL DEFAULT false,
    "private" BOOLEAN NOT NULL DEFAULT false,
    "text" TEXT NOT NULL,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SuggestionComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImprovementMeeting" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "heldOn" TEXT NOT NULL,
    "openedById" TEXT NOT NULL,
    "agenda" JSONB NOT NULL,
    "decisions" JSONB NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImprovementMeeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Survey" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB,
    "name" JSONB NOT NULL,
    "madeById" TEXT,
    "state" TEXT NOT NULL,
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyRound" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "surveyId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "invitedUpTo" TEXT,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "results" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "countedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SurveyRound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyInvitation" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "group" TEXT,
    "state" TEXT NOT NULL,
    "invitedOn" TEXT NOT NULL,
    "answeredOn" TEXT,

    CONSTRAINT "SurveyInvitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyEnvelope" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "SurveyEnvelope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyText" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "SurveyText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyFollowUp" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "surveyId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "questionId" TEXT,
    "personId" TEXT,
    "score" DOUBLE PRECISION,
    "comment" TEXT,
    "ownerId" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "SurveyFollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Poll_number_key" ON "Poll"("number");

-- CreateIndex
CREATE INDEX "Poll_ownerId_state_idx" ON "Poll"("ownerId", "state");

-- CreateIndex
CREATE INDEX "PollBallot_pollId_idx" ON "PollBallot"("pollId");

-- CreateIndex
CREATE INDEX "PollTemplate_ownerId_idx" ON "PollTemplate"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Suggestion_number_key" ON "Suggestion"("number");

-- CreateIndex
CREATE INDEX "Suggestion_stage_createdAt_idx" ON "Suggestion"("stage", "createdAt");

-- CreateIndex
CREATE INDEX "Suggestion_authorId_idx" ON "Suggestion"("authorId");

-- CreateIndex
CREATE INDEX "Suggestion_ownerId_stage_idx" ON "Suggestion"("ownerId", "stage");

-- CreateIndex
CREATE INDEX "SuggestionComment_suggestionId_createdAt_idx" ON "SuggestionComment"("suggestionId", "createdAt");

-- CreateIndex
CREATE INDEX "SurveyRound_state_closesAt_idx" ON "SurveyRound"("state", "closesAt");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyRound_surveyId_number_key" ON "SurveyRound"("surveyId", "number");

-- CreateIndex
CREATE INDEX "SurveyInvitation_roundId_state_idx" ON "SurveyInvitation"("roundId", "state");

-- CreateIndex
CREATE INDEX "SurveyInvitation_personId_invitedOn_idx" ON "SurveyInvitation"("personId", "invitedOn");

-- CreateIndex
CREATE INDEX "SurveyEnvelope_roundId_idx" ON "SurveyEnvelope"("roundId");

-- CreateIndex
CREATE INDEX "SurveyText_roundId_questionId_idx" ON "SurveyText"("roundId", "questionId");

-- CreateIndex
CREATE INDEX "SurveyFollowUp_roundId_idx" ON "SurveyFollowUp"("roundId");

-- CreateIndex
CREATE INDEX "SurveyFollowUp_surveyId_state_idx" ON "SurveyFollowUp"("surveyId", "state");

-- CreateIndex
CREATE INDEX "SurveyFollowUp_ownerId_state_idx" ON "SurveyFollowUp"("ownerId", "state");
