namespace GatewayKit.Tests.Edge;

/// <summary>A response as it came over the wire.</summary>
public sealed record RawResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>The reason phrase of the status line.</summary>
    public string Reason { get; init; } = "";

    public string? Header(string name)
    {
        var values = Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }
}
