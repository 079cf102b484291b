namespace GatewayKit.Plugins.GraphQL.Requests;

/// <summary>The names of a query's parameters that servers of GraphQL read.</summary>
internal static class ParameterName
{
    // Hot Chocolate responds with the schema to any GET request with this parameter.
    private const string Schema = "sdl";

    private static readonly string[] s_names = [.. RequestReader.Members, Schema];

    /// <summary>Returns the name that a server can read: some ignore case, blanks, or the text after a bracket or a null
    /// character.</summary>
    /// <returns>The name; null for another parameter.</returns>
    public static string? Of(in QueryParameter parameter)
    {
        var name = parameter.Name.AsSpan().Trim();
        if (name.IndexOfAny('[', '\0') is >= 0 and var end)
            name = name[..end].TrimEnd();
        foreach (var known in s_names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return known;
        }

        return null;
    }
}
