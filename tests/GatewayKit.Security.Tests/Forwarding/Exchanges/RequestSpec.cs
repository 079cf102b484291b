using System.Collections.Immutable;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>A generated request.</summary>
public sealed record RequestSpec
{
    public string Method { get; init; } = "GET";

    public string Target { get; init; } = "/";

    public string Version { get; init; } = "HTTP/1.1";

    /// <summary>The lines of the head after <c>Host</c>, without the framing of the body.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    public BodySpec Body { get; init; } = new();

    public bool IsHead => Method == "HEAD";

    /// <summary>The bytes of the request.</summary>
    /// <param name="host">The host, which chooses the route.</param>
    /// <param name="id">The id under which the upstream knows the exchange.</param>
    public string Bytes(string host, string id)
        => $"{Method} {Target.Replace("HOST", host, StringComparison.Ordinal)} {Version}\r\n"
            + $"Host: {host}\r\n{ExchangeSpec.IdField}: {id}\r\n"
            + string.Concat((Body.Field is { } field ? Fields.Add(field) : Fields).Select(line => line + "\r\n"))
            + "\r\n" + Body.Bytes();
}
