using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Checks objects with <c>immutable: true</c>.</summary>
internal static class Immutability
{
    public static void Validate(JsonObject value, JsonObject? previous, IReadOnlyList<string> members, List<FieldError> errors)
    {
        if (!previous.Flag("immutable"))
            return;

        foreach (var name in members.Append("immutable"))
            if (!JsonNode.DeepEquals(value[name], previous![name]))
                errors.Add(FieldError.Forbidden(name, "field is immutable when `immutable` is set"));
    }
}
