using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the filter <c>CORS</c> to the plugin <c>cors</c>.</summary>
internal static class CorsEntries
{
    private const string Any = "*";

    // Browsers keep a response no longer.
    private const int LongestAge = 24 * 60 * 60;

    /// <summary>Returns the entry of a filter.</summary>
    public static PluginEntry Of(CorsFilter filter)
    {
        var credentials = filter.AllowCredentials == true;
        return new PluginEntry
        {
            Name = "cors",
            Id = "filter",
            Options = ConfigNode.FromValue(new
            {
                origins = OriginsOf(filter.AllowOrigins, credentials),
                methods = filter.AllowMethods.IsEmpty ? ["GET", "HEAD", "POST"] : filter.AllowMethods,
                headers = filter.AllowHeaders,
                exposedHeaders = filter.ExposeHeaders.Where(name => name != Any || !credentials).ToArray(),
                credentials,
                maxAge = TimeSpan.FromSeconds(filter.MaxAge <= 0 ? 5 : Math.Min(filter.MaxAge, LongestAge)),
            }),
        };
    }

    /// <summary>An empty list matches nothing. With credentials, the answer names the origin even if all are allowed.</summary>
    private static string[] OriginsOf(ImmutableArray<string> origins, bool credentials)
        => origins.IsEmpty ? [@"/[^\s\S]/"]
            : origins.Contains(Any) ? [credentials ? "/.+/" : Any]
            : [.. origins.Select(origin => origin.Contains('*', StringComparison.Ordinal) ? PatternOf(origin) : origin)];

    /// <summary>Returns a pattern in which a wildcard is any number of labels to its left.</summary>
    private static string PatternOf(string origin)
    {
        var text = origin.ToLowerInvariant();
        if (text.StartsWith("https://", StringComparison.Ordinal) && text.EndsWith(":443", StringComparison.Ordinal))
            text = text[..^4];
        else if (text.StartsWith("http://", StringComparison.Ordinal) && text.EndsWith(":80", StringComparison.Ordinal))
            text = text[..^3];

        var pattern = new StringBuilder("/");
        foreach (var part in text.Split('*'))
            pattern.Append(pattern.Length > 1 ? "[a-z0-9._-]+" : "").Append(Regex.Escape(part));
        return pattern.Append('/').ToString();
    }
}
