using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Sets the defaults of ports and checks the type of addresses.</summary>
internal sealed class EndpointSliceRules : IKindRules
{
    public void Default(JsonObject value, JsonObject? previous)
    {
        value.Default("endpoints", () => new JsonArray());
        foreach (var port in value.Objects("ports"))
        {
            port.Default("name", () => "");
            port.Default("protocol", () => "TCP");
        }
    }

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
    {
        var type = value.Text("addressType");
        if (type is null)
            errors.Add(FieldError.Required("addressType"));
        else if (type is not ("IPv4" or "IPv6" or "FQDN"))
            errors.Add(FieldError.Unsupported("addressType", $"\"{type}\"", ["\"FQDN\"", "\"IPv4\"", "\"IPv6\""]));
        else if (previous is not null && previous.Text("addressType") != type)
            errors.Add(FieldError.Invalid("addressType", $"\"{type}\"", "field is immutable"));
    }
}
