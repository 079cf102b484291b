using GatewayKit.Plugins.Cache.Directives;
using GatewayKit.Plugins.Cache.Serving;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Freshness;

/// <summary>The fields of a response that are stored with it.</summary>
internal static class StoredFields
{
    public const int MaxTags = 64;

    /// <summary>Copies the headers that are stored.</summary>
    /// <returns>Null if one of them isn't valid.</returns>
    public static List<KeyValuePair<string, string>>? Copy(
        CacheExchange exchange, int status, IHeaderDictionary headers, ResponseDirectives directives, DateTimeOffset date)
    {
        var copies = new List<KeyValuePair<string, string>>(headers.Count);
        foreach (var (name, values) in headers)
        {
            // Several can name parts of Vary: the upstream, plugins that follow, and those that have set their part before.
            var isVary = name.Equals("Vary", StringComparison.OrdinalIgnoreCase);
            if (StoredHeaders.AreUnstored(name, status) || (exchange.IsPreset(name) && !isVary)
                || directives.UnstoredFields?.Contains(name, StringComparer.OrdinalIgnoreCase) == true)
                continue;

            foreach (var value in values)
            {
                if (isVary && exchange.PresetVary.Contains(value))
                    continue;
                if (value is null || !HttpSyntax.IsToken(name) || !HttpSyntax.IsHeaderValue(value))
                    return null;

                copies.Add(new(name, value));
            }
        }

        // The time of receipt, which the age counts from (RFC 9110, section 6.6.1).
        if (headers.Date.Count == 0)
            copies.Add(new("Date", date.ToString("r")));
        return copies;
    }

    /// <summary>Reads the tags by which the response can be removed.</summary>
    public static string[] Tags(IHeaderDictionary headers)
    {
        var commas = headers["Cache-Tag"];
        var spaces = headers["Surrogate-Key"];
        if (commas.Count == 0 && spaces.Count == 0)
            return [];

        return
        [
            .. commas.SelectMany(line => line!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Concat(spaces.SelectMany(line => line!.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                .Distinct(StringComparer.Ordinal).Take(MaxTags),
        ];
    }
}
