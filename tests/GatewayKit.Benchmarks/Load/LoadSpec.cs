namespace GatewayKit.Benchmarks.Load;

/// <summary>The requests that the load generator sends, and how.</summary>
internal sealed record LoadSpec
{
    public required int Port { get; init; }

    /// <summary>The version of HTTP: 1 or 2.</summary>
    public int Http { get; init; } = 1;

    /// <summary>The SHA-256 hash of the server's certificate; null without TLS.</summary>
    public string? CertificateHash { get; init; }

    public int Connections { get; init; } = 1;

    /// <summary>The streams of each connection: HTTP/2 only.</summary>
    public int Streams { get; init; } = 1;

    /// <summary>The size of a request's body; a request without a body is a GET, others are POSTs.</summary>
    public int RequestBytes { get; init; }

    public int AnswerBytes { get; init; }

    /// <summary>The host that the requests name.</summary>
    public string Host { get; init; } = "api.example.com";

    /// <summary>Whether each request has a bearer token of a thousand characters.</summary>
    public bool HasToken { get; init; }

    /// <summary>Whether the bodies of requests and answers are JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>The requests a second; 0 to send the next request as soon as a connection is free.</summary>
    public double Rate { get; init; }
}
