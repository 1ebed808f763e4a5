-- DropIndex
DROP INDEX "Request_teamId_stage_number_idx";

-- CreateTable
CREATE TABLE "RequestTerm" (
    "term" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "over" BOOLEAN NOT NULL,

    CONSTRAINT "RequestTerm_pkey" PRIMARY KEY ("term","number")
);

-- CreateTable
CREATE TABLE "HeldFiling" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "offeredIds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HeldFiling_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HeldFiling_createdAt_idx" ON "HeldFiling"("createdAt");

-- What schema.prisma cannot say. Written by hand.

-- The lists of what is not over: they stay short, however long the others grow.
CREATE INDEX "RequestTerm_open" ON "RequestTerm" ("term", "number") WHERE NOT "over";

CREATE FUNCTION "request_is_over" (stage text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT stage IN ('done', 'closed', 'rejected', 'cancelled')
$$;

-- Every term that a request is found by. Words hold no colon: they cannot be taken for another kind of term.
CREATE FUNCTION "request_terms" (r "Request") RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(DISTINCT term) FROM unnest(
    r."words"
    || ARRAY['*', 'team:' || r."teamId", 'category:' || r."category", 'place:' || r."placeId",
      'requester:' || r."requesterId", 'assignee:' || r."assigneeId", 'offered:' || (r."handover"->>'teamId')]
    || ARRAY(SELECT 'joiner:' || p FROM unnest(r."joinerIds") p)
    || ARRAY(SELECT 'reader:' || p FROM unnest(
      ARRAY[r."requesterId", r."filedById", r."assigneeId"] || r."watcherIds" || r."joinerIds"
      || ARRAY(SELECT unnest(s."approverIds") FROM "ApprovalStep" s WHERE s."subject" = 'request:' || r."id")) p)
  ) term WHERE term IS NOT NULL
$$;

CREATE FUNCTION "index_request" () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before text[] := '{}';
  after text[] := "request_terms"(NEW);
  turned boolean := true;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before := "request_terms"(OLD);
    turned := "request_is_over"(OLD."stage") <> "request_is_over"(NEW."stage");
    DELETE FROM "RequestTerm" WHERE "number" = OLD."number"
      AND "term" = ANY (ARRAY(SELECT unnest(before) EXCEPT SELECT unnest(after)));
  END IF;
  INSERT INTO "RequestTerm" ("term", "number", "over")
    SELECT term, NEW."number", "request_is_over"(NEW."stage") FROM unnest(after) term
    WHERE turned OR term <> ALL (before)
    ON CONFLICT ("term", "number") DO UPDATE SET "over" = excluded."over";
  RETURN NULL;
END;
$$;

CREATE TRIGGER "Request_filed" AFTER INSERT ON "Request" FOR EACH ROW EXECUTE FUNCTION "index_request" ();
CREATE TRIGGER "Request_changed" AFTER UPDATE ON "Request" FOR EACH ROW
  WHEN ((OLD."words", OLD."teamId", OLD."category", OLD."placeId", OLD."requesterId", OLD."filedById",
      OLD."assigneeId", OLD."handover", OLD."watcherIds", OLD."joinerIds", "request_is_over"(OLD."stage"))
    IS DISTINCT FROM (NEW."words", NEW."teamId", NEW."category", NEW."placeId", NEW."requesterId", NEW."filedById",
      NEW."assigneeId", NEW."handover", NEW."watcherIds", NEW."joinerIds", "request_is_over"(NEW."stage")))
  EXECUTE FUNCTION "index_request" ();

-- Whoever is asked for approval may see the request.
CREATE FUNCTION "index_approvers" () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  request "Request";
BEGIN
  SELECT * INTO request FROM "Request" WHERE "id" = substr(NEW."subject", length('request:') + 1);
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM "RequestTerm" WHERE "number" = request."number"
      AND "term" = ANY (ARRAY(SELECT 'reader:' || p FROM unnest(OLD."approverIds") p
        EXCEPT SELECT unnest("request_terms"(request))));
  END IF;
  INSERT INTO "RequestTerm" ("term", "number", "over")
    SELECT DISTINCT 'reader:' || p, request."number", "request_is_over"(request."stage") FROM unnest(NEW."approverIds") p
    ON CONFLICT ("term", "number") DO NOTHING;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "ApprovalStep_asked" AFTER INSERT ON "ApprovalStep" FOR EACH ROW
  WHEN (NEW."subject" LIKE 'request:%') EXECUTE FUNCTION "index_approvers" ();
CREATE TRIGGER "ApprovalStep_asks_others" AFTER UPDATE ON "ApprovalStep" FOR EACH ROW
  WHEN (NEW."subject" LIKE 'request:%' AND OLD."approverIds" IS DISTINCT FROM NEW."approverIds")
  EXECUTE FUNCTION "index_approvers" ();

-- What was filed before: its texts, and their words much as the program would cut them (search-words.ts).
CREATE FUNCTION pg_temp.words_of (said text) RETURNS text[] LANGUAGE sql AS $$
  WITH plain AS (SELECT lower(normalize(said, NFKC)) AS line),
    runs AS (SELECT m[1] AS run FROM plain, regexp_matches(line, '([\u3400-\u9fff]+)', 'g') m),
    latin AS (SELECT m[1] AS word FROM plain, regexp_matches(line, '((?:(?![\u3400-\u9fff])\w)+)', 'g') m)
  SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
    SELECT left(CASE WHEN word ~ '^[a-z]{4,}$' THEN regexp_replace(word, '([^s])s$', '\1') ELSE word END, 40) FROM latin
    UNION ALL SELECT substr(run, at, 1) FROM runs, generate_series(1, length(run)) at
    UNION ALL SELECT substr(run, at, 2) FROM runs, generate_series(1, length(run) - 1) at
  ) all_words (word)
$$;
UPDATE "Request" r SET "about" = left(said, 1000), "words" = pg_temp.words_of(left(said, 3000)), "urgency" = r."fields"->>'urgency'
  FROM (SELECT "id", string_agg(value #>> '{}', ' ') AS said FROM "Request", jsonb_each("fields")
    WHERE jsonb_typeof(value) = 'string' GROUP BY "id") texts
  WHERE texts."id" = r."id";
-- Those without any text were not touched by that: their terms are still missing.
INSERT INTO "RequestTerm" ("term", "number", "over")
  SELECT unnest("request_terms"(r)), "number", "request_is_over"("stage") FROM "Request" r
  ON CONFLICT DO NOTHING;
