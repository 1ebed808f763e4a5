-- Whoever answers while a round is being closed is refused, or counted: the round waits for envelopes that are being
-- written, and what comes after it has closed is decided anew (40001).
CREATE FUNCTION "refuseEnvelopeOfClosedRound"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "SurveyRound" WHERE "id" = NEW."roundId" AND "state" = 'open' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the round is not open' USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "SurveyEnvelope_while_open" BEFORE INSERT OR UPDATE ON "SurveyEnvelope"
  FOR EACH ROW EXECUTE FUNCTION "refuseEnvelopeOfClosedRound"();
