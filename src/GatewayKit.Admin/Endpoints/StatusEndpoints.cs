using System.Reflection;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>GET /v1/status</c>: the state of this node.</summary>
internal static class StatusEndpoints
{
    private static readonly string s_version =
        typeof(Readiness).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static void Map(RouteGroupBuilder api)
        => api.MapGet("/v1/status", Read)
            .RequireRole(AdminRole.Viewer)
            .WithTags("Status")
            .WithSummary("Get the version, the uptime, the active configuration and the readiness of this node.");

    public static AdminResult<GatewayStatus> Read(
        CurrentSnapshot current, Readiness readiness, IHostApplicationLifetime lifetime, StartTime start)
        => AdminResult<GatewayStatus>.Live(new GatewayStatus(
            s_version, start.Value, (long)start.Elapsed.TotalSeconds, current.Value?.Revision ?? 0, StateOf(readiness, lifetime),
            [.. readiness.Remarks]));

    private static string StateOf(Readiness readiness, IHostApplicationLifetime lifetime)
        => readiness.IsDraining || lifetime.ApplicationStopping.IsCancellationRequested ? "stopping"
            : readiness.IsReady && lifetime.ApplicationStarted.IsCancellationRequested ? "ready"
            : "starting";
}
