using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the filter <c>URLRewrite</c> to transforms. Upstreams get the client's <c>Host</c> unless it is rewritten.</summary>
internal static class RouteTransforms
{
    private static readonly IReadOnlyDictionary<string, string> s_keepHost = One("RequestHeaderOriginalHost", "true");

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> s_keepOnly = [s_keepHost];

    private static readonly ImmutableArray<(string Header, string Key)> s_forwarded =
    [
        ("X-Forwarded-For", "For"), ("X-Forwarded-Host", "Host"), ("X-Forwarded-Proto", "Proto"), ("X-Forwarded-Prefix", "Prefix"),
    ];

    /// <param name="rewrite">The filter; null for none.</param>
    /// <param name="host">The host that filters of headers set; null for none.</param>
    /// <param name="headers">The headers that filters change.</param>
    /// <param name="path">The condition of the path.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(
        UrlRewrite? rewrite, string? host, IEnumerable<string> headers, PathCondition path)
    {
        var transforms = new List<IReadOnlyDictionary<string, string>> { s_keepHost };
        if ((string.IsNullOrEmpty(rewrite?.Hostname) ? host : rewrite.Hostname) is { } name)
            transforms.Add(new Dictionary<string, string> { ["RequestHeader"] = "Host", ["Set"] = name });
        AddPath(rewrite?.Path, path, transforms);
        var changed = s_forwarded.Where(forwarded => headers.Contains(forwarded.Header, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (changed.Length > 0)
        {
            var forwarded = new Dictionary<string, string> { ["X-Forwarded"] = "Set" };
            foreach (var (_, key) in changed)
                forwarded[key] = "Off";
            transforms.Add(forwarded);
        }

        return transforms.Count == 1 ? s_keepOnly : transforms;
    }

    private static void AddPath(PathModifier? change, PathCondition path, List<IReadOnlyDictionary<string, string>> transforms)
    {
        if (change is { Type: "ReplaceFullPath", ReplaceFullPath: { } full })
        {
            transforms.Add(One("PathSet", Decode(full.StartsWith('/') ? full : "/" + full)));
        }
        else if (change is { ReplacePrefixMatch: { } replacement })
        {
            if (PathPrefix.Trim(Decode(path.Value)) is { Length: > 0 } prefix)
                transforms.Add(One("PathRemovePrefix", prefix));

            // Without a rest, the path would be empty.
            transforms.Add(One("PathPrefix", PathPrefix.Trim(Decode(replacement)) is { Length: > 0 } trimmed ? trimmed : "/"));
        }
    }

    /// <summary>Transforms work on decoded paths.</summary>
    private static string Decode(string path) => Uri.UnescapeDataString(path);

    private static Dictionary<string, string> One(string key, string value) => new() { [key] = value };
}
