namespace GatewayKit.Benchmarks.Servers;

/// <summary>The ports of a server on loopback.</summary>
/// <param name="Http1">For HTTP/1.1.</param>
/// <param name="Http2">For HTTP/2 without TLS, by prior knowledge.</param>
/// <param name="Tls">For both versions over TLS.</param>
internal sealed record ServerPorts(int Http1, int Http2 = 0, int Tls = 0)
{
    public static ServerPorts FromAddresses(IEnumerable<string> addresses)
        => addresses.Select(address => new Uri(address).Port).ToArray() is [var http1, var http2, var tls]
            ? new ServerPorts(http1, http2, tls)
            : throw new InvalidOperationException("The server doesn't listen on three ports.");
}
