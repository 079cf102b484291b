namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the alternatives of credentials. Schemes are the same if clients send the same credentials, whatever their
/// names.</summary>
internal static class SecurityComparison
{
    public static void Compare(
        IReadOnlyList<OpenApiSecurityRequirement> before, IReadOnlyList<OpenApiSecurityRequirement> after, ChangePlace at)
    {
        var known = Alternatives(before);
        var now = Alternatives(after);
        foreach (var alternative in known.Where(alternative => !now.Exists(enough => enough.IsSubsetOf(alternative))))
            at.Break(alternative.Count == 0
                ? "The operation now requires credentials."
                : $"These credentials aren't enough any more: {Text(alternative)}.");
        foreach (var alternative in now.Where(alternative => !known.Exists(enough => alternative.SetEquals(enough))))
            at.Note(alternative.Count == 0 ? "Credentials are now optional." : $"These credentials are now accepted: {Text(alternative)}.");
    }

    private static string Text(HashSet<string> alternative) => string.Join(", ", alternative.Order(StringComparer.Ordinal));

    private static List<HashSet<string>> Alternatives(IReadOnlyList<OpenApiSecurityRequirement> requirements)
        => requirements.Count == 0 ? [[]]
            : [.. requirements.Select(requirement => requirement.Schemes
                .SelectMany(pair => pair.Value.Select(scope => $"{NameOf(pair.Key)} with {scope}").Append(NameOf(pair.Key)))
                .ToHashSet(StringComparer.Ordinal))];

    private static string NameOf(OpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey => $"the {scheme.In.ToString().ToLowerInvariant()} '{scheme.ParameterName}'",
        SecuritySchemeType.Http when scheme.Scheme == "bearer" => "a bearer token",
        SecuritySchemeType.Http => $"HTTP {scheme.Scheme}",
        SecuritySchemeType.MutualTls => "a client certificate",
        _ => "a bearer token",
    };
}
