using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Protects immutable ConfigMaps.</summary>
internal sealed class ConfigMapRules : IKindRules
{
    public void Default(JsonObject value, JsonObject? previous)
    {
    }

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
        => Immutability.Validate(value, previous, ["data", "binaryData"], errors);
}
