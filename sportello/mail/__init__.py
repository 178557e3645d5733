"""Mail out and in: the daily report, the letters to senders, the receipts of the provider."""
