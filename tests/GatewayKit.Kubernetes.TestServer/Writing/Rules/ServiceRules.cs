using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Allocates addresses and ports of Services.</summary>
internal sealed class ServiceRules : IKindRules
{
    private const int FirstNodePort = 30000;

    private int _addresses;
    private int _ports;

    public void Default(JsonObject value, JsonObject? previous)
    {
        var spec = value.Ensure("spec");
        spec.Default("type", () => "ClusterIP");
        spec.Default("sessionAffinity", () => "None");
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", () => "TCP");
            port.Default("targetPort", () => port["port"].Clone());
        }

        if (spec.Text("type") == "ExternalName")
            return;

        spec.Default("internalTrafficPolicy", () => "Cluster");
        var former = previous.Object("spec");
        spec.Default("clusterIP", () => former.Text("clusterIP") is { Length: > 0 } kept ? kept : NextAddress());
        spec.Default("clusterIPs", () => new JsonArray(spec["clusterIP"].Clone()));
        spec.Default("ipFamilies", () => new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", () => "SingleStack");
        if (spec.Text("type") is "NodePort" or "LoadBalancer")
            DefaultNodePorts(spec, former);
    }

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
    {
        var spec = value.Object("spec")!;
        var type = spec.Text("type")!;
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
            errors.Add(FieldError.Unsupported("spec.type", $"\"{type}\"",
                ["\"ClusterIP\"", "\"ExternalName\"", "\"LoadBalancer\"", "\"NodePort\""]));
        if (type == "ExternalName" && string.IsNullOrEmpty(spec.Text("externalName")))
            errors.Add(FieldError.Required("spec.externalName"));
        if (type != "ExternalName" && spec.Text("clusterIP") != "None" && spec.Array("ports") is not { Count: > 0 })
            errors.Add(FieldError.Required("spec.ports"));
        if (previous.Object("spec").Text("clusterIP") is { Length: > 0 } kept && type != "ExternalName" && spec.Text("clusterIP") != kept)
            errors.Add(FieldError.Invalid("spec.clusterIPs[0]", $"\"{spec.Text("clusterIP")}\"", "may not change once set"));
        ValidatePorts([.. spec.Objects("ports")], errors);
    }

    private static void ValidatePorts(IReadOnlyList<JsonObject> ports, List<FieldError> errors)
    {
        var seen = new HashSet<string>();
        for (var index = 0; index < ports.Count; index++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"spec.ports[{index}]");
            if (ports[index].Integer("port") is not (>= 1 and <= 65535))
                errors.Add(FieldError.Invalid($"{path}.port", $"{ports[index]["port"]}", "must be between 1 and 65535, inclusive"));
            if (ports.Count > 1 && string.IsNullOrEmpty(ports[index].Text("name")))
                errors.Add(FieldError.Required($"{path}.name"));
            else if (ports.Count > 1 && !seen.Add(ports[index].Text("name")!))
                errors.Add(FieldError.Duplicate($"{path}.name", $"\"{ports[index].Text("name")}\""));
        }
    }

    private void DefaultNodePorts(JsonObject spec, JsonObject? former)
    {
        spec.Default("externalTrafficPolicy", () => "Cluster");
        if (spec.Text("type") == "LoadBalancer")
            spec.Default("allocateLoadBalancerNodePorts", () => true);
        foreach (var port in spec.Objects("ports"))
            if (port.Integer("nodePort") is null or 0)
                port["nodePort"] = former.Objects("ports").FirstOrDefault(other => JsonNode.DeepEquals(other["port"], port["port"])
                    && other.Text("protocol") == port.Text("protocol")).Integer("nodePort") ?? NextNodePort();
    }

    private JsonNode NextAddress()
    {
        var number = Interlocked.Increment(ref _addresses);
        return string.Create(CultureInfo.InvariantCulture, $"10.96.{number / 250 % 256}.{(number % 250) + 1}");
    }

    private long NextNodePort() => FirstNodePort + (Interlocked.Increment(ref _ports) % 2768);
}
