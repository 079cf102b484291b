using System.Net;

namespace GatewayKit.Listening.Connections;

/// <summary>An endpoint of the server that has no socket of its own: the sockets of listeners pass their connections to it.</summary>
/// <param name="name">The name.</param>
internal sealed class InnerEndPoint(string name) : EndPoint
{
    /// <summary>The scheme of the text, which tells it from addresses.</summary>
    public const string Scheme = "listeners";

    /// <summary>Connections for HTTP/1.1 without TLS.</summary>
    public static readonly InnerEndPoint Http1 = new("http1");

    /// <summary>Connections for HTTP/2 without TLS.</summary>
    public static readonly InnerEndPoint Http2 = new("http2");

    /// <summary>Connections whose TLS ends here.</summary>
    public static readonly InnerEndPoint Tls = new("tls");

    /// <summary>Connections whose bytes are forwarded unchanged.</summary>
    public static readonly InnerEndPoint Stream = new("stream");

    public static readonly IReadOnlyList<InnerEndPoint> All = [Http1, Http2, Tls, Stream];

    public override string ToString() => $"{Scheme}://{name}";
}
