namespace GatewayKit.Planning.Traffic;

/// <summary>The settings with which recorded requests are read.</summary>
public sealed record TrafficOptions
{
    /// <summary>The host of requests whose record has none, as in the Common Log Format. Default: <c>localhost</c>.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary><c>http</c> or <c>https</c>: the scheme of requests whose record has none. Default: null, derived from the earlier
    /// configuration: <c>https</c> with <c>tls.redirect</c> or if all HTTP listeners use TLS, otherwise <c>http</c>.</summary>
    public string? Scheme { get; init; }

    /// <summary>The maximum number of requests; the rest isn't read. Default: 10,000,000.</summary>
    public long MaxRequests { get; init; } = 10_000_000;

    /// <summary>The maximum length of a line of a log in bytes; longer ones are malformed. Default: 1 MiB.</summary>
    public int MaxLine { get; init; } = 1024 * 1024;

    /// <summary>The maximum length of a value in a HAR file in bytes, for example of the body of a response. Default: 64 MiB.</summary>
    public int MaxValue { get; init; } = 64 * 1024 * 1024;
}
