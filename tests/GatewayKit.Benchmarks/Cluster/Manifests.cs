using System.Text.Json.Nodes;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>Resources of the cluster, all in the namespace <c>default</c>.</summary>
internal static class Manifests
{
    /// <summary>The address of the Gateway.</summary>
    public const string Address = "127.210.13.1";

    /// <summary>A GatewayClass and a Gateway with one listener.</summary>
    public static JsonObject[] Gateway(int port) =>
    [
        Parse("""
            { "apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass", "metadata": { "name": "gatewaykit" },
              "spec": { "controllerName": "gatewaykit.io/gateway-controller" } }
            """),
        Parse($$"""
            { "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": { "name": "gateway", "namespace": "default" },
              "spec": {
                "gatewayClassName": "gatewaykit",
                "addresses": [ { "type": "IPAddress", "value": "{{Address}}" } ],
                "listeners": [ { "name": "http", "port": {{port}}, "protocol": "HTTP" } ] } }
            """),
    ];

    public static JsonObject Service(string name) => Parse($$"""
        { "apiVersion": "v1", "kind": "Service", "metadata": { "name": "{{name}}", "namespace": "default" },
          "spec": { "selector": { "app": "{{name}}" }, "ports": [ { "name": "http", "port": 80, "targetPort": "http" } ] } }
        """);

    /// <summary>One slice for each port, because pods of one machine have one port each.</summary>
    public static JsonObject Slice(string service, IEnumerable<EndpointState> endpoints, int number = 0)
    {
        var states = endpoints.ToArray();
        var list = new JsonArray([.. states.Select(state => Parse($$"""
            { "addresses": [ "{{state.Address}}" ],
              "conditions": { "ready": {{Text(state.IsReady)}}, "serving": true, "terminating": {{Text(!state.IsReady)}} } }
            """))]);
        var slice = Parse($$"""
            { "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
              "metadata": {
                "name": "{{service}}-{{number}}", "namespace": "default", "labels": { "kubernetes.io/service-name": "{{service}}" } },
              "ports": [ { "name": "http", "port": {{(states.Length == 0 ? 1 : states[0].Port)}}, "protocol": "TCP" } ] }
            """);
        slice["endpoints"] = list;
        return slice;
    }

    /// <summary>A route to a Service.</summary>
    /// <param name="name">The name of the route.</param>
    /// <param name="host">The host.</param>
    /// <param name="service">The Service.</param>
    /// <param name="path">The path of the first rule.</param>
    /// <param name="probe">The path of another rule; null for none.</param>
    public static JsonObject Route(string name, string host, string service, string path, string? probe = null)
    {
        var rules = new JsonArray(Rule(service, path));
        if (probe is not null)
            rules.Add(Rule(service, probe));
        var route = Parse($$"""
            { "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": { "name": "{{name}}", "namespace": "default" },
              "spec": {
                "parentRefs": [ { "group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "gateway" } ],
                "hostnames": [ "{{host}}" ] } }
            """);
        route["spec"]!["rules"] = rules;
        return route;
    }

    private static JsonObject Rule(string service, string path) => Parse($$"""
        { "matches": [ { "path": { "type": "PathPrefix", "value": "{{path}}" } } ],
          "backendRefs": [ { "group": "", "kind": "Service", "name": "{{service}}", "port": 80, "weight": 1 } ] }
        """);

    private static string Text(bool value) => value ? "true" : "false";

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
