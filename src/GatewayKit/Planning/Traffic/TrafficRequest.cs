namespace GatewayKit.Planning.Traffic;

/// <summary>The head of a recorded request: what a log or a recording of a browser knows about it.</summary>
public sealed record TrafficRequest
{
    /// <summary>The method, such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The target as the client sent it: path and query, an absolute URL, or <c>*</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The host with or without a port.</summary>
    public required string Host { get; init; }

    /// <summary><c>http</c> or <c>https</c>; null if it isn't known.</summary>
    public string? Scheme { get; init; }

    /// <summary>The known headers without <c>Host</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The names of headers that the request is known not to have had.</summary>
    public IReadOnlyList<string> AbsentHeaders { get; init; } = [];

    /// <summary>Whether <see cref="Headers"/> are all headers of the request. Default: the record has some of them at most.</summary>
    public bool HasAllHeaders { get; init; }

    /// <summary>The name of the consumer that the gateway identified; null if it didn't, or if the record doesn't say so.</summary>
    public string? Consumer { get; init; }

    /// <summary>The groups of <see cref="Consumer"/> if it isn't one of the configuration, such as those of a token.</summary>
    internal IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The status of the response; null if it isn't known.</summary>
    public int? Status { get; init; }

    /// <summary>The length of the request's body in bytes; null if it isn't known.</summary>
    public long? Length { get; init; }
}
