-- AlterTable
ALTER TABLE "File" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "nextAt" TIMESTAMPTZ(3) NOT NULL DEFAULT '-infinity'::timestamp with time zone,
ADD COLUMN     "problem" TEXT;

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "url" TEXT,
    "author" TEXT,
    "fileIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Draft_createdAt_idx" ON "Draft"("createdAt");
