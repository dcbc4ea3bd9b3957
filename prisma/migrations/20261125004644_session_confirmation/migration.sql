-- AlterTable
ALTER TABLE "session" ADD COLUMN     "confirmedAt" TIMESTAMPTZ,
ADD COLUMN     "confirmedWith" TEXT;
