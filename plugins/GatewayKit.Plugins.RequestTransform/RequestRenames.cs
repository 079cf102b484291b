namespace GatewayKit.Plugins.RequestTransform;

/// <summary>New names of headers and query parameters.</summary>
public sealed record RequestRenames : IValidatedOptions
{
    /// <summary>The new name of a header, by its old name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The new name of a query parameter, by its old name; case matters.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.Renames("headers", Headers).Concat(QueryOptions.Renames("query", Query));
}
