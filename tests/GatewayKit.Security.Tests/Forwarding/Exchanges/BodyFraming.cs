namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>How the end of a body is marked.</summary>
public enum BodyFraming
{
    /// <summary>There is no body.</summary>
    None,

    /// <summary>By <c>Content-Length</c>.</summary>
    Length,

    /// <summary>By the last chunk.</summary>
    Chunked,

    /// <summary>By the end of the connection.</summary>
    Close,
}
