"""The rule over ledgers of any size: shards in, spans out, on an engine that exists."""
