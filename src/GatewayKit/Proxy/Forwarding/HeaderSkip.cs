namespace GatewayKit.Proxy.Forwarding;

/// <summary>Why a header of the client's request isn't copied to the upstream's request, or what follows from it.</summary>
[Flags]
internal enum HeaderSkip
{
    /// <summary>The header is copied.</summary>
    None = 0,

    /// <summary>The header belongs to the connection, or the forwarder writes it itself.</summary>
    Always = 1,

    /// <summary>The gateway writes it for the origin of the request.</summary>
    Forwarded = 2,

    /// <summary>The gateway writes it for the consumer.</summary>
    Consumer = 4,

    /// <summary>The gateway writes it for the trace.</summary>
    Trace = 8,

    /// <summary>The header is copied, and describes a body: with it, a request without a body has a length.</summary>
    OfContent = 16,
}
