namespace GatewayKit.OpenApi.Fixtures;

/// <summary>Compares queries, ignoring the order of their parts and percent-encoding.</summary>
internal static class QueryParts
{
    private const string RedactedEnd = "=" + Fixture.Redacted;

    public static string[] Of(string query)
    {
        if (query.Length == 0)
            return [];

        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
            parts[i] = Uri.UnescapeDataString(parts[i].Replace('+', ' '));
        Array.Sort(parts, StringComparer.Ordinal);
        return parts;
    }

    /// <summary>Whether each part of one query is in the other. A recorded part with a redacted value matches any value of its
    /// name.</summary>
    public static bool Fit(string[] recorded, string[] parts)
    {
        if (recorded.Length != parts.Length)
            return false;

        Span<bool> taken = parts.Length <= 64 ? stackalloc bool[parts.Length] : new bool[parts.Length];
        foreach (var wanted in recorded)
        {
            var i = 0;
            while (i < parts.Length && (taken[i] || !Fits(wanted, parts[i])))
                i++;
            if (i == parts.Length)
                return false;
            taken[i] = true;
        }
        return true;
    }

    private static bool Fits(string wanted, string part)
        => wanted == part || (wanted.EndsWith(RedactedEnd, StringComparison.Ordinal)
            && part.StartsWith(wanted.AsSpan(0, wanted.Length - Fixture.Redacted.Length), StringComparison.Ordinal));
}
