using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Writing;

/// <summary>Resources, and the statuses that tests want them to have.</summary>
internal static class Samples
{
    public const string Route = """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: web, namespace: default }
        spec: { parentRefs: [ { name: gateway } ] }

        """;

    public const string Gateway = """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: gateway, namespace: default }
        spec: { gatewayClassName: gatewaykit, listeners: [ { name: http, port: 80, protocol: HTTP } ] }

        """;

    public const string Ingress = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web, namespace: default }
        spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }

        """;

    /// <summary>A ListenerSet and a GatewayClass of others.</summary>
    public const string SetAndClass = """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: ListenerSet
        metadata: { name: set, namespace: default }
        spec: { parentRef: { name: gone } }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: { name: class }
        spec: { controllerName: example.com/other }

        """;

    /// <summary>Returns many routes.</summary>
    public static string Routes(int count)
        => string.Concat(Enumerable.Range(0, count).Select(i => Route.Replace("name: web", $"name: web{i}", StringComparison.Ordinal)));

    public static (ResourceKind Kind, string Name, object Status) Web(string name = "web", string message = "")
        => (ResourceKind.HttpRoute, name, new RouteStatus { Parents = [Parent("gateway", message)] });

    public static RouteParentStatus Parent(string name, string message = "") => new()
    {
        ParentRef = new ParentReference { Name = name },
        ControllerName = WriterScene.Controller,
        Conditions = [Accepted() with { Message = message }],
    };

    public static (ResourceKind Kind, string Name, object Status) GatewayIs(string accepted)
        => (ResourceKind.Gateway, "gateway", new GatewayStatus { Conditions = [Accepted(accepted)] });

    public static Condition Accepted(string status = "True")
        => new() { Type = "Accepted", Status = status, Reason = "Accepted", ObservedGeneration = 1 };

    public static V1IngressStatus Address(string ip) => new()
    {
        LoadBalancer = new V1IngressLoadBalancerStatus { Ingress = [new V1IngressLoadBalancerIngress { Ip = ip }] },
    };

    public static JsonObject OtherParent(string name = "other") => new()
    {
        ["controllerName"] = "example.com/other",
        ["parentRef"] = new JsonObject { ["name"] = name },
        ["conditions"] = new JsonArray(),
    };

    public static bool IsAccepted(JsonObject? route)
        => route?["status"]?["parents"]?.AsArray() is [{ } parent, ..] && (string?)parent["conditions"]?[0]?["status"] == "True";

    public static string? StatusOf(JsonObject? resource, string type)
        => (string?)resource?["status"]?["conditions"]?.AsArray().FirstOrDefault(c => (string?)c!["type"] == type)?["status"];

    public static string? AddressOf(JsonObject? ingress)
        => ingress?["status"]?["loadBalancer"]?["ingress"]?.AsArray() is [{ } first, ..] ? (string?)first["ip"] : null;
}
