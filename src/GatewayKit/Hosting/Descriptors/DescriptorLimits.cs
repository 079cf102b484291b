using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Hosting.Descriptors;

/// <summary>
/// Lowers Kestrel's connection limits to the number that the file descriptors of the process allow, and logs that. Runs before Kestrel
/// starts, when plugins and most assemblies are loaded and use their descriptors.
/// </summary>
internal sealed partial class DescriptorLimits(IOptions<KestrelServerOptions> server, ILogger<DescriptorLimits> logger) : IHostedService
{
    private readonly Lazy<(ConnectionBudget Budget, (long Limit, long Open)? Descriptors, long? Wanted)> _found = new(() =>
    {
        var descriptors = FileDescriptors.Read();
        var wanted = server.Value.Limits.MaxConcurrentConnections;
        return (ConnectionBudget.Of(descriptors, wanted, ConnectionBudget.MaxAdminConnections), descriptors, wanted);
    });

    /// <summary>The maximum number of open connections of a listener; null for no limit.</summary>
    public long? OpenConnections => _found.Value.Budget is { IsLimited: true } budget ? budget.Connections + ConnectionBudget.Margin : null;

    /// <summary>The maximum number of open connections to upstreams; null for no limit.</summary>
    public long? UpstreamConnections => _found.Value.Budget.UpstreamConnections;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var (budget, descriptors, wanted) = _found.Value;
        if (budget.IsLimited)
        {
            LogLimited(
                budget.Connections < wanted / 2 ? LogLevel.Warning : LogLevel.Information,
                descriptors!.Value.Limit, descriptors.Value.Open, budget.Connections, wanted, budget.NeededLimit);
            var limits = server.Value.Limits;
            limits.MaxConcurrentConnections = budget.Connections;
            limits.MaxConcurrentUpgradedConnections =
                Math.Min(limits.MaxConcurrentUpgradedConnections ?? long.MaxValue, budget.Connections);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 55, Message = "Connection limit lowered from {Wanted} to {Connections}; the process may open {Limit} file "
        + "descriptors and has {Open} open. Raise the limit to at least {Needed} (ulimit -n, or LimitNOFILE of systemd).")]
    private partial void LogLimited(LogLevel level, long limit, long open, long connections, long? wanted, long needed);
}
