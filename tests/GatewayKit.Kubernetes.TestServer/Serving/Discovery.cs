using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Describes groups, versions and resources.</summary>
internal sealed class Discovery(KindRegistry kinds)
{
    private static readonly string[] s_verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>Answers a request for a description.</summary>
    /// <returns>The answer; <c>null</c> if the path isn't one of a description.</returns>
    public JsonObject? Find(HttpContext context)
    {
        var isAggregated = Accepts(context.Request, "g=apidiscovery.k8s.io;v=v2;");
        switch (context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["api" or "apis"] path when isAggregated:
                context.Response.ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
                return AggregatedDiscovery.Of(Groups().Where(group => group.Key.Length == 0 == (path[0] == "api")), s_verbs);
            case ["api"]:
                return new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") };
            case ["apis"]:
                return new JsonObject
                {
                    ["kind"] = "APIGroupList",
                    ["apiVersion"] = "v1",
                    ["groups"] = new JsonArray([.. Groups().Where(group => group.Key.Length > 0).Select(GroupOf)]),
                };
            case ["apis", var name] when Groups().FirstOrDefault(group => group.Key == name) is { } group:
                return GroupOf(group);
            case ["api", var version] when version == "v1":
                return ResourcesOf("", version);
            case ["apis", var name, var version] when kinds.All.Exists(kind => kind.Group == name && kind.Version == version):
                return ResourcesOf(name, version);
            default:
                return null;
        }
    }

    /// <summary>Returns whether the header Accept has a part, whatever its spaces.</summary>
    public static bool Accepts(HttpRequest request, string part)
        => request.Headers.Accept.ToString().Replace(" ", "", StringComparison.Ordinal).Contains(part, StringComparison.Ordinal);

    private IEnumerable<IGrouping<string, Kind>> Groups() => kinds.All.GroupBy(kind => kind.Group);

    private static JsonObject GroupOf(IGrouping<string, Kind> group)
    {
        var versions = Versions.Sort(group.Select(kind => kind.Version)).Select(version => new JsonObject
        {
            ["groupVersion"] = $"{group.Key}/{version}",
            ["version"] = version,
        }).ToArray();
        return new JsonObject
        {
            ["kind"] = "APIGroup",
            ["apiVersion"] = "v1",
            ["name"] = group.Key,
            ["versions"] = new JsonArray([.. versions]),
            ["preferredVersion"] = versions[0].Clone(),
        };
    }

    private JsonObject ResourcesOf(string group, string version) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
        ["resources"] = new JsonArray([.. kinds.All.Where(kind => kind.Group == group && kind.Version == version).SelectMany(ResourcesOf)]),
    };

    private static IEnumerable<JsonNode> ResourcesOf(Kind kind)
    {
        yield return new JsonObject
        {
            ["name"] = kind.Plural,
            ["singularName"] = kind.Singular,
            ["namespaced"] = kind.IsNamespaced,
            ["kind"] = kind.Name,
            ["verbs"] = Texts(s_verbs),
            ["shortNames"] = Texts(kind.ShortNames),
            ["categories"] = Texts(kind.Categories),
        };
        if (kind.HasStatus)
            yield return new JsonObject
            {
                ["name"] = $"{kind.Plural}/status",
                ["singularName"] = "",
                ["namespaced"] = kind.IsNamespaced,
                ["kind"] = kind.Name,
                ["verbs"] = new JsonArray("get", "patch", "update"),
            };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
