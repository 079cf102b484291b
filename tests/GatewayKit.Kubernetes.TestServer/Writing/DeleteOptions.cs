using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>How an object is deleted.</summary>
internal sealed record DeleteOptions
{
    public bool IsDryRun { get; init; }

    /// <summary>Whether dependents lose the reference to their owner instead of being deleted.</summary>
    public bool IsOrphaning { get; init; }

    public string? Uid { get; init; }

    public string? Version { get; init; }

    public static DeleteOptions Read(JsonObject? body, IQueryCollection query) => new()
    {
        IsDryRun = query.ContainsKey("dryRun") || body.Array("dryRun") is { Count: > 0 },
        IsOrphaning = (body.Text("propagationPolicy") ?? query["propagationPolicy"].ToString()) == "Orphan",
        Uid = body.Object("preconditions").Text("uid"),
        Version = body.Object("preconditions").Text("resourceVersion"),
    };
}
