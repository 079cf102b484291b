namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Names of headers and query parameters.</summary>
public sealed record RequestNames : IValidatedOptions
{
    /// <summary>Names of headers, in any case.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Names of query parameters; case matters.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.Names("headers", Headers).Concat(QueryOptions.Names("query", Query));
}
