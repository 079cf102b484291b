namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Values of headers, query parameters and cookies.</summary>
public sealed record RequestValues : IValidatedOptions
{
    /// <summary>Header values by name, in printable ASCII.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Query parameter values by name, both unencoded; names are case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Cookie values by name, in printable ASCII without spaces, quotes, commas, semicolons and backslashes; names are
    /// case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateValues("headers", Headers)
            .Concat(QueryOptions.Names("query", [.. Query.Keys]))
            .Concat(CookieOptions.Values("cookies", Cookies));
}
