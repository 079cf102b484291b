namespace GatewayKit.Plugins.Mirror;

/// <summary>The copy of one request. It occupies one of the entry's places until it has ended.</summary>
internal sealed class MirrorCopy(CopyPlaces places)
{
    private int _state;

    /// <summary>Gets whether it is neither sent nor dropped yet.</summary>
    public bool IsOpen => Volatile.Read(ref _state) == 0;

    /// <summary>Gets the captured body; <c>null</c> if the request doesn't have one.</summary>
    public BodyCapture? Body { get; set; }

    /// <summary>Gets the request without its body; <c>null</c> before the gateway forwards the request.</summary>
    public HttpRequestMessage? Message { get; private set; }

    /// <summary>Gets the response to compare with; <c>null</c> if responses aren't compared.</summary>
    public ClientResponse? Response { get; init; }

    /// <summary>Gets the path and query.</summary>
    public string Target { get; private set; } = "/";

    /// <summary>Gets the headers of the body.</summary>
    public KeyValuePair<string, string[]>[] ContentHeaders { get; set; } = [];

    /// <summary>Gets the timer that ends the capture of the body.</summary>
    public ITimer? CaptureTimer { get; set; }

    /// <summary>Gets whether it ended before it was sent.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Gets whether everything is there to send it.</summary>
    public bool IsReady => Message is not null && Body is not { IsComplete: false };

    public void Describe(HttpRequestMessage message, string target) => (Message, Target) = (message, target);

    /// <summary>Begins to send it. Only one call returns <c>true</c>.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, 1, 0) == 0;

    /// <summary>Ends it before it was sent. Later calls have no effect.</summary>
    public void Drop(CopyOutcome outcome)
    {
        if (!TryBegin())
            return;

        IsDropped = true;
        End(outcome);
    }

    /// <summary>Ends it, releases its memory, which the exchange could otherwise keep, and leaves its place.</summary>
    public void End(CopyOutcome outcome)
    {
        Message?.Dispose();
        Body?.Release();
        CaptureTimer?.Dispose();
        (Message, ContentHeaders) = (null, []);
        places.Leave(outcome);
    }
}
