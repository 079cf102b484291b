namespace GatewayKit.Proxy.Forwarding;

/// <summary>How the end of a response's body is determined (RFC 9112, section 6.3).</summary>
internal enum BodyFraming
{
    /// <summary>There is no body.</summary>
    None,

    /// <summary>The body has the length of <c>Content-Length</c>.</summary>
    Length,

    /// <summary>The body is sent in chunks.</summary>
    Chunked,

    /// <summary>The body ends with the connection.</summary>
    UntilClose,
}
