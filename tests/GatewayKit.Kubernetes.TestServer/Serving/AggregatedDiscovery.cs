using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Kinds;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Describes all groups in one document.</summary>
internal static class AggregatedDiscovery
{
    public static JsonObject Of(IEnumerable<IGrouping<string, Kind>> groups, IReadOnlyList<string> verbs) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. groups.Select(group => GroupOf(group, verbs))]),
    };

    private static JsonObject GroupOf(IGrouping<string, Kind> group, IReadOnlyList<string> verbs) => new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = group.Key, ["creationTimestamp"] = null },
        ["versions"] = new JsonArray([.. Versions.Sort(group.Select(kind => kind.Version)).Select(version => new JsonObject
        {
            ["version"] = version,
            ["freshness"] = "Current",
            ["resources"] = new JsonArray([.. group.Where(kind => kind.Version == version).Select(kind => ResourceOf(kind, verbs))]),
        })]),
    };

    private static JsonObject ResourceOf(Kind kind, IReadOnlyList<string> verbs)
    {
        var resource = new JsonObject
        {
            ["resource"] = kind.Plural,
            ["responseKind"] = ResponseKind(kind),
            ["scope"] = kind.IsNamespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = kind.Singular,
            ["verbs"] = Texts(verbs),
            ["shortNames"] = Texts(kind.ShortNames),
            ["categories"] = Texts(kind.Categories),
        };
        if (kind.HasStatus)
            resource["subresources"] = new JsonArray(new JsonObject
            {
                ["subresource"] = "status",
                ["responseKind"] = ResponseKind(kind),
                ["verbs"] = new JsonArray("get", "patch", "update"),
            });
        return resource;
    }

    private static JsonObject ResponseKind(Kind kind)
        => new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Name };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
