namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Finds a query parameter for a signature (RFC 9421, section 2.2.8).</summary>
internal static class QueryValue
{
    /// <summary>Returns the encoded value of a parameter; null if the query has it more than once or not at all.</summary>
    /// <param name="query">The query with its question mark.</param>
    /// <param name="name">The encoded name.</param>
    public static string? Find(ReadOnlySpan<char> query, string name)
    {
        string? found = null;
        var parameters = query.IsEmpty ? query : query[1..];
        foreach (var range in parameters.Split('&'))
        {
            var parameter = parameters[range];
            if (parameter.IsEmpty)
                continue;

            var end = parameter.IndexOf('=');
            if (FormText.Normalize(end < 0 ? parameter : parameter[..end]) != name)
                continue;
            if (found is not null)
                return null;

            found = FormText.Normalize(end < 0 ? "" : parameter[(end + 1)..]);
            if (found is null)
                return null;
        }

        return found;
    }
}
