-- Written by hand: ballots do not go through the version of their poll, so the database itself keeps both in step.

-- How often it was cast; and what it said when the results so far were last shown, of an anonymous poll.
ALTER TABLE "PollBallot" ADD COLUMN "cast" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "counted" TEXT;

-- A poll that somebody is making, until it is posted.
CREATE TABLE "PollDraft" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PollDraft_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "PollDraft_createdAt_idx" ON "PollDraft"("createdAt");

-- A ballot that was made of an older one (a second option is added to it) replaces that one only; 0 replaces any.
CREATE FUNCTION "poll_ballot_recast" () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."cast" NOT IN (0, OLD."cast" + 1) THEN
    RAISE EXCEPTION 'another ballot of this voter came first' USING ERRCODE = 'serialization_failure';
  END IF;
  NEW."cast" := OLD."cast" + 1;
  RETURN NEW;
END;
$$;
CREATE TRIGGER "PollBallot_recast" BEFORE UPDATE OF "cast" ON "PollBallot"
  FOR EACH ROW EXECUTE FUNCTION "poll_ballot_recast" ();

-- A ballot counts while its poll is open, in the edition that it was cast on; else all of its statement is undone, and
-- decided anew. The one that fills the poll closes it.
CREATE FUNCTION "poll_ballot_cast" () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  voted_before boolean := false;
  votes boolean := NEW."choices" IS NOT NULL OR NEW."sealed" IS NOT NULL;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    voted_before := OLD."choices" IS NOT NULL OR OLD."sealed" IS NOT NULL;
  END IF;
  UPDATE "Poll" p SET
    "voters" = p."voters" + votes::int - voted_before::int,
    "state" = CASE WHEN p."voters" + votes::int - voted_before::int >= p."closesAtVotes" THEN 'closed' ELSE p."state" END
  WHERE p."id" = NEW."pollId" AND p."state" = 'open' AND p."edition" = NEW."edition"
    AND (p."canChange" OR NOT voted_before);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this ballot does not fit its poll any more' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER "PollBallot_cast" AFTER INSERT OR UPDATE OF "choices", "sealed" ON "PollBallot"
  FOR EACH ROW EXECUTE FUNCTION "poll_ballot_cast" ();

-- Whatever becomes of a poll, its cards are drawn at a later count than before.
CREATE FUNCTION "poll_changes" () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."changes" := OLD."changes" + 1;
  RETURN NEW;
END;
$$;
CREATE TRIGGER "Poll_changes" BEFORE UPDATE ON "Poll" FOR EACH ROW EXECUTE FUNCTION "poll_changes" ();

-- Its live cards are drawn again: of a ballot only those that say how often they are, for a card to everybody does not
-- show the votes. Once it is closed its ballots are to be counted, whoever has closed it.
CREATE FUNCTION "poll_changed" () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Delivery" SET "wanted" = NEW."changes"
  WHERE "subject" = 'poll:' || NEW."id" AND "live" AND "wanted" < NEW."changes"
    AND ("redrawMs" > 0 OR NEW."version" <> OLD."version" OR NEW."state" <> OLD."state");
  IF OLD."state" = 'open' AND NEW."state" = 'closed' THEN
    INSERT INTO "Timer" ("id", "kind", "subject", "dueAt", "localTime", "timezone", "createdAt")
    VALUES ('tmr_' || NEW."id" || '_' || NEW."changes", 'polls.count', 'poll:' || NEW."id", NEW."createdAt",
      to_char(NEW."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI'), 'UTC', NEW."createdAt");
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER "Poll_changed" AFTER UPDATE ON "Poll" FOR EACH ROW EXECUTE FUNCTION "poll_changed" ();
