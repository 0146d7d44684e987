"""The archive of an approved report, the key that signs it, and the trail it rests on."""
