using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Kinds;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>
/// The part of OpenAPI that kubectl reads before it applies an object: that the server itself validates fields. Types aren't described.
/// </summary>
internal sealed class OpenApi(KindRegistry kinds)
{
    private const string Root = "/openapi/v3";

    public JsonObject? Find(PathString path)
    {
        if (!path.StartsWithSegments(Root, out var rest))
            return null;
        if (!rest.HasValue)
            return new JsonObject
            {
                ["paths"] = new JsonObject(kinds.All.Select(PathOf).Distinct().Select(name => KeyValuePair.Create<string, JsonNode?>(
                    name[1..], new JsonObject { ["serverRelativeURL"] = Root + name }))),
            };

        var found = kinds.All.Where(kind => PathOf(kind) == rest.Value).ToList();
        return found.Count == 0 ? null : new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1" },
            ["paths"] = new JsonObject(found.Select(Operations)),
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
        };
    }

    private static string PathOf(Kind kind) => kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";

    private static KeyValuePair<string, JsonNode?> Operations(Kind kind)
    {
        var scope = kind.IsNamespaced ? "/namespaces/{namespace}" : "";
        var patch = new JsonObject
        {
            ["x-kubernetes-action"] = "patch",
            ["x-kubernetes-group-version-kind"] = new JsonObject
            {
                ["group"] = kind.Group,
                ["version"] = kind.Version,
                ["kind"] = kind.Name,
            },
            ["parameters"] = new JsonArray(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation")),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
        return new($"{PathOf(kind)}{scope}/{kind.Plural}/{{name}}", new JsonObject { ["patch"] = patch });
    }

    private static JsonObject Parameter(string name) => new JsonObject
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = "string" },
    };
}
