using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Creates the routes of groups of hosts.</summary>
/// <param name="gateway">The Gateway.</param>
/// <param name="names">The names of all resources.</param>
internal sealed class RouteResources(ResourceName gateway, NamePool names)
{
    // Bounds of the Gateway API.
    private const int MostRules = 16;
    private const int MostMatches = 128;

    /// <summary>Returns the routes of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="rules">The rules, of which a route has up to 16.</param>
    /// <param name="suffixes">The further parts of the name.</param>
    /// <param name="isToHttps">Whether the routes redirect from the listener for http.</param>
    /// <param name="annotations">The annotations.</param>
    /// <param name="comments">The comment of each resource.</param>
    public IEnumerable<ImportedResource> Of(
        HostGroup group, IEnumerable<JsonObject> rules, string[] suffixes, bool isToHttps,
        IEnumerable<KeyValuePair<string, string>> annotations, IReadOnlyList<string> comments)
    {
        var kind = group.IsGrpc ? "GRPCRoute" : "HTTPRoute";
        foreach (var part in Divide(rules))
        {
            var spec = new JsonObject { ["parentRefs"] = new JsonArray(Parent(group, isToHttps)) };
            if (group.Hosts.Length > 0)
                spec["hostnames"] = new JsonArray([.. group.Hosts.Select(host => (JsonNode)host)]);
            spec["rules"] = new JsonArray([.. part]);
            var owner = group.Ingress.Name;
            var name = new ResourceName(owner.Namespace, names.Take(kind, owner.Namespace, suffixes.Prepend(owner.Name)));
            yield return ImportedResource.Create(ImportedResource.GatewayApi, kind, name, spec, comments, annotations);
        }
    }

    /// <summary>Without TLS, a route is attached to the listener for http. Otherwise it is attached to all, or only to those for https if
    /// the listener for http redirects.</summary>
    private JsonObject Parent(HostGroup group, bool isToHttps)
    {
        var parent = new JsonObject { ["name"] = gateway.Name };
        if (gateway.Namespace != group.Ingress.Name.Namespace)
            parent["namespace"] = gateway.Namespace;
        if (isToHttps || !group.HasTls)
            parent["sectionName"] = GatewayResources.Http;
        else if (group.IsSecured)
            parent["port"] = GatewayResources.HttpsPort;
        return parent;
    }

    private static IEnumerable<List<JsonObject>> Divide(IEnumerable<JsonObject> rules)
    {
        var part = new List<JsonObject>();
        var matches = 0;
        foreach (var rule in rules)
        {
            var count = (rule["matches"] as JsonArray)?.Count ?? 1;
            if (part.Count == MostRules || matches + count > MostMatches)
            {
                yield return part;
                (part, matches) = ([], 0);
            }

            part.Add(rule);
            matches += count;
        }

        if (part.Count > 0)
            yield return part;
    }
}
