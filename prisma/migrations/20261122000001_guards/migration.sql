-- What schema.prisma cannot say. Written by hand.

-- History is append-only: what happened cannot be made not to have happened.
CREATE FUNCTION "refuse_change" () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER "History_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "History"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change" ();

-- The few rows that still have something to do, among all that ever had.
CREATE INDEX "Delivery_due" ON "Delivery" ("lane", "sequence") WHERE "shown" < "wanted" AND "problem" IS NULL;
CREATE INDEX "Timer_due" ON "Timer" ("dueAt") WHERE "firedAt" IS NULL;
