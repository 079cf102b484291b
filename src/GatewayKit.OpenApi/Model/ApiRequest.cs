namespace GatewayKit.OpenApi;

/// <summary>A complete request to an API, for validation and mocks.</summary>
public sealed record ApiRequest
{
    /// <summary>The method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path as the client wrote it, percent-encoded, with a leading slash.</summary>
    public required string Path { get; init; }

    /// <summary>The query as the client wrote it, without the question mark; empty without a query.</summary>
    public string Query { get; init; } = "";

    /// <summary>The headers. Names may repeat and are case-insensitive.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; empty without one.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Returns the value of a header; multiple values are joined with commas (RFC 9110, section 5.2). <c>null</c> if the header is
    /// missing.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? Header(string name)
    {
        string? value = null;
        foreach (var header in Headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                value = value is null ? header.Value : $"{value}, {header.Value}";
        }
        return value;
    }
}
