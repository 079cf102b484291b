using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the changes of headers.</summary>
internal static class HeaderEntries
{
    private const string HostHeader = "Host";

    /// <summary>Returns the entry of a rule's or a backend's changes; null if there are none.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="id">The id of the entry.</param>
    public static PluginEntry? Of(FilterSet filters, string id)
    {
        var (request, response) = (Changes(filters.RequestHeaders, isRequest: true), Changes(filters.ResponseHeaders, isRequest: false));
        return request is null && response is null ? null : new PluginEntry
        {
            Name = HeadersPlugin.Name,
            Id = id,
            Options = ConfigNode.FromValue(new Dictionary<string, object>(
                new[] { ("request", request), ("response", response) }
                    .Where(changes => changes.Item2 is not null)
                    .Select(changes => KeyValuePair.Create(changes.Item1, changes.Item2!)))),
        };
    }

    /// <summary>Returns the host that a request gets; null if it doesn't change.</summary>
    public static string? HostOf(FilterSet filters)
        => filters.RequestHeaders?.Set.FirstOrDefault(header => IsHost(header.Name))?.Value;

    /// <summary>Returns the names of all headers of the request that change.</summary>
    public static IEnumerable<string> NamesOf(FilterSet filters)
        => filters.RequestHeaders is { } changes
            ? changes.Set.Concat(changes.Add).Select(header => header.Name).Concat(changes.Remove) : [];

    private static object? Changes(HeaderModifier? changes, bool isRequest)
    {
        if (changes is null)
            return null;

        var set = Values(changes.Set.Where(header => !isRequest || !IsHost(header.Name)));
        var (add, remove) = (Values(changes.Add), changes.Remove.Distinct(StringComparer.OrdinalIgnoreCase).ToArray());
        return set.Count + add.Count + remove.Length == 0 ? null : new { set, add, remove };
    }

    /// <summary>Of several values of a header, the first one counts.</summary>
    private static Dictionary<string, string> Values(IEnumerable<HeaderValue> headers)
        => headers.DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);

    private static bool IsHost(string name) => name.Equals(HostHeader, StringComparison.OrdinalIgnoreCase);
}
