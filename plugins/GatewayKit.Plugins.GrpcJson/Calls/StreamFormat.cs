namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The format of a streamed response.</summary>
internal enum StreamFormat
{
    /// <summary>A message on each line (<c>application/x-ndjson</c>).</summary>
    Lines,

    /// <summary>An array of messages (<c>application/json</c>).</summary>
    Array,

    /// <summary>Server-sent events (<c>text/event-stream</c>).</summary>
    Events,
}
