-- AlterTable
ALTER TABLE "SetBuild" ADD COLUMN     "seals" JSONB;

-- They are added when the build ends, as the rest of how it ended.
GRANT UPDATE ("seals") ON "SetBuild" TO section_seven_app;
