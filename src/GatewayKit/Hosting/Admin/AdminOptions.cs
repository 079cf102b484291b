using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Hosting.Admin;

/// <summary>The addresses of the <see cref="AdminServer"/>.</summary>
internal sealed class AdminOptions
{
    /// <summary>The addresses for health checks and commands for plugins.</summary>
    public List<string> Urls { get; } = [];

    /// <summary>The addresses for health checks only.</summary>
    public List<string> HealthUrls { get; } = [];

    /// <summary>The addresses for health checks and metrics only.</summary>
    public List<string> MetricsUrls { get; } = [];

    /// <summary>Map the endpoints of the admin addresses and the metrics addresses.</summary>
    public List<Action<IEndpointRouteBuilder>> MetricsMaps { get; } = [];

    /// <summary>Map the host's own endpoints.</summary>
    public List<Action<IEndpointRouteBuilder>> Maps { get; } = [];

    /// <summary>The host's own endpoints at addresses of their own.</summary>
    public List<AdminSite> Sites { get; } = [];

    /// <summary>The allowed names in the Host header of a command, in addition to loopback names and the address that it was sent
    /// to.</summary>
    public List<string> Hosts { get; } = [];
}
