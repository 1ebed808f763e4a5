-- What a draft was made from, e.g. a poll: it is told what this becomes.
ALTER TABLE "Draft" ADD COLUMN "source" JSONB;
