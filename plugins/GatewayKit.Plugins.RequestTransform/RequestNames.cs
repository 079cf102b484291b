namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Names of headers, query parameters and cookies.</summary>
public sealed record RequestNames : IValidatedOptions
{
    /// <summary>Header names, case-insensitive.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Query parameter names, case-sensitive.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>Cookie names, case-sensitive.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateNames("headers", Headers)
            .Concat(QueryOptions.Names("query", Query))
            .Concat(CookieOptions.Names("cookies", Cookies));
}
