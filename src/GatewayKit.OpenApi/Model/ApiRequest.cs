namespace GatewayKit.OpenApi;

/// <summary>A request to an API, whole: what validation and mocks look at.</summary>
public sealed record ApiRequest
{
    /// <summary>The method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The path as the client wrote it, percent-encoded, with a slash at its beginning.</summary>
    public required string Path { get; init; }

    /// <summary>The query as the client wrote it, without the question mark; empty if there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The headers. A name may stand more than once; case doesn't matter.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A header's value, several joined with commas as RFC 9110, section 5.2 has it; null if it is not there.</summary>
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
