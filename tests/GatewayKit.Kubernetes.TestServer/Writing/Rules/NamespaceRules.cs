using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Labels a namespace with its name.</summary>
internal sealed class NamespaceRules : IKindRules
{
    public void Default(JsonObject value, JsonObject? previous)
    {
        var metadata = value.Object("metadata")!;
        metadata.Ensure("labels")["kubernetes.io/metadata.name"] = metadata.Text("name");
        value.Ensure("spec").Default("finalizers", () => new JsonArray("kubernetes"));
        value.Ensure("status").Default("phase", () => "Active");
    }

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
    {
    }
}
