namespace GatewayKit.Benchmarks.Load;

/// <summary>A place for one request at a time on an HTTP/2 connection.</summary>
internal sealed class Http2Slot
{
    /// <summary>The stream of the current request; 0 without one.</summary>
    public int Stream { get; set; }

    /// <summary>Whether the status of the current response has arrived.</summary>
    public bool HasStatus { get; set; }

    /// <summary>The bytes of the current response's body so far.</summary>
    public int Received { get; set; }

    /// <summary>Signals that the next request is due.</summary>
    public Turn Due { get; } = new();

    /// <summary>Signals that the response is complete.</summary>
    public Turn Answered { get; } = new();
}
