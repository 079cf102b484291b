namespace GatewayKit.Plugins.KeyAuth;

/// <summary>The options of <c>key-auth</c>.</summary>
public sealed record KeyAuthOptions : IValidatedOptions
{
    /// <summary>The headers in which a key may come. Default: <c>X-Api-Key</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = ["X-Api-Key"];

    /// <summary>The query parameters in which a key may come; case matters. Default: none. URLs end up in logs: prefer headers.</summary>
    public IReadOnlyList<string> QueryParameters { get; init; } = [];

    /// <summary>
    /// Whether the key is taken out of the request before anything behind this plugin sees it; the rest of the query stays byte
    /// for byte. Default: true.
    /// </summary>
    public bool HideCredentials { get; init; } = true;

    /// <summary>The realm that a 401 names (RFC 9110, section 11.5): printable ASCII. Default: <c>gateway</c>.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>
    /// Whether CORS preflights pass without a key, for an upstream that answers them itself. The plugin <c>cors</c> doesn't need it: it answers
    /// preflights before authentication. Default: false.
    /// </summary>
    public bool AllowPreflight { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Headers.Count == 0 && QueryParameters.Count == 0)
            yield return new OptionsError("", "names no place for a key; give 'headers' or 'queryParameters'");
        foreach (var error in HeaderOptions.Names("headers", Headers))
            yield return error;
        for (var i = 0; i < QueryParameters.Count; i++)
        {
            if (QueryParameters[i].Length == 0)
                yield return new OptionsError($"queryParameters[{i}]", "is empty; it must be the name of a parameter");
        }

        if (Realm.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            yield return new OptionsError("realm", "must have no character but printable ASCII and space");
        foreach (var error in Twice("headers", Headers, StringComparer.OrdinalIgnoreCase).Concat(Twice("queryParameters", QueryParameters, StringComparer.Ordinal)))
            yield return error;
    }

    // Named twice, a single key would be found twice and every request refused.
    private static IEnumerable<OptionsError> Twice(string option, IReadOnlyList<string> names, StringComparer comparer)
    {
        var seen = new HashSet<string>(comparer);
        for (var i = 0; i < names.Count; i++)
        {
            if (!seen.Add(names[i]))
                yield return new OptionsError($"{option}[{i}]", $"is {HeaderOptions.Quoted(names[i])} again; a name stands once");
        }
    }
}
