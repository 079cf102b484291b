using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>The behavior of a core kind that its schema doesn't say.</summary>
internal interface IKindRules
{
    void Default(JsonObject value, JsonObject? previous);

    void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors);
}
