namespace GatewayKit.Plugins.RequestTransform;

/// <summary>New names of headers, query parameters and cookies.</summary>
public sealed record RequestRenames : IValidatedOptions
{
    /// <summary>New header names by current name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>New query parameter names by current name, case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>New cookie names by current name, case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateRenames("headers", Headers)
            .Concat(QueryOptions.Renames("query", Query))
            .Concat(CookieOptions.Renames("cookies", Cookies));
}
