namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Names of headers and query parameters.</summary>
public sealed record RequestNames : IValidatedOptions
{
    /// <summary>Header names, case-insensitive.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Query parameter names, case-sensitive.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateNames("headers", Headers).Concat(QueryOptions.Names("query", Query));
}
