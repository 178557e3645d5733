"""Ports and their sides: blobs, catalogue, inbox, outbox."""
