using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>The query of a target.</summary>
internal static class LocationQuery
{
    /// <summary>Returns a target with the query of a request after its own.</summary>
    public static string Append(string target, QueryString query)
    {
        if (query is not { Value.Length: > 1 })
            return target;

        // A fragment ends a URL.
        var end = target.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment ? fragment : target.Length;
        var delimiter = target.AsSpan(0, end).Contains('?') ? "&" : "?";
        return string.Concat(target.AsSpan(0, end), delimiter, query.ToUriComponent().AsSpan(1), target.AsSpan(end));
    }
}
