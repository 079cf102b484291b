namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Values of headers and query parameters.</summary>
public sealed record RequestValues : IValidatedOptions
{
    /// <summary>Header values by name, in printable ASCII.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Query parameter values by name, both unencoded; names are case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateValues("headers", Headers).Concat(QueryOptions.Names("query", [.. Query.Keys]));
}
