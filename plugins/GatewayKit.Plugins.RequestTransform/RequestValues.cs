namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Values of headers and query parameters.</summary>
public sealed record RequestValues : IValidatedOptions
{
    /// <summary>The value of a header, by its name: printable ASCII.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of a query parameter, by its name, neither of them encoded; case matters.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.Values("headers", Headers).Concat(QueryOptions.Names("query", [.. Query.Keys]));
}
