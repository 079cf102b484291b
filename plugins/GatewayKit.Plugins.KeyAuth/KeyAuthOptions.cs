using GatewayKit.Authentication;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>The options of <c>key-auth</c>.</summary>
public sealed record KeyAuthOptions : IValidatedOptions, IDescribedOptions
{
    /// <summary>The headers to read the key from.</summary>
    public IReadOnlyList<string> Headers { get; init; } = ["X-Api-Key"];

    /// <summary>The query parameters to read the key from, case-sensitive. Prefer headers: URLs end up in logs.</summary>
    public IReadOnlyList<string> QueryParameters { get; init; } = [];

    /// <summary>
    /// Whether to remove the key from the request before later plugins and the upstream see it. The rest of the query stays
    /// unchanged, byte for byte.
    /// </summary>
    public bool HideCredentials { get; init; } = true;

    /// <summary>The realm in the challenge of a 401 response (RFC 9110, section 11.5), in printable ASCII.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>
    /// Whether CORS preflights pass without a key, for an upstream that answers them itself. Not needed with the plugin <c>cors</c>,
    /// which answers preflights before authentication.
    /// </summary>
    public bool AllowPreflight { get; init; }

    /// <summary>
    /// The limit of invalid keys per client address. Beyond it, they are answered with 429 instead of 401. Valid keys always pass.
    /// </summary>
    public FailureLimitOptions Failures { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Headers.Count == 0 && QueryParameters.Count == 0)
            yield return new OptionsError("", "must name a header or a query parameter; set 'headers' or 'queryParameters'");
        foreach (var error in HeaderOptions.ValidateNames("headers", Headers))
            yield return error;
        foreach (var (index, _) in Headers.Index().Where(header => header.Item.Equals("Cookie", StringComparison.OrdinalIgnoreCase)))
            yield return new OptionsError($"headers[{index}]", "is 'Cookie'; it must be a header that can have a key as its only value");
        for (var i = 0; i < QueryParameters.Count; i++)
        {
            if (QueryParameters[i].Length == 0)
                yield return new OptionsError($"queryParameters[{i}]", "is empty; it must be a parameter name");
        }

        foreach (var error in Challenge.ValidateRealm("realm", Realm)
            .Concat(Twice("headers", Headers, StringComparer.OrdinalIgnoreCase))
            .Concat(Twice("queryParameters", QueryParameters, StringComparer.Ordinal)))
            yield return error;
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        foreach (var header in Headers)
            description.Add(new ApiCredential(ApiCredentialKind.Header, header));
        foreach (var parameter in QueryParameters)
            description.Add(new ApiCredential(ApiCredentialKind.Query, parameter));
        description.Add(new ApiAnswer(401, "The API key is missing or isn't valid.", "WWW-Authenticate"));
    }

    internal IEnumerable<CredentialLocation> Locations()
        => Headers.Select(name => CredentialLocation.Header(name)).Concat(QueryParameters.Select(CredentialLocation.Query));

    // A name that is listed twice would find the same key twice, and the plugin would reject every request.
    private static IEnumerable<OptionsError> Twice(string option, IReadOnlyList<string> names, StringComparer comparer)
    {
        var seen = new HashSet<string>(comparer);
        for (var i = 0; i < names.Count; i++)
        {
            if (!seen.Add(names[i]))
                yield return new OptionsError($"{option}[{i}]", $"is {HeaderOptions.Quoted(names[i])}, a duplicate; list each name once");
        }
    }
}
