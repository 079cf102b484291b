using GatewayKit.Compilation;
using GatewayKit.Proxy.Routing;
using GatewayKit.Runtime;
using GatewayKit.Statistics.Sampling;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Planning.Pending;

/// <summary>
/// Compares the active configuration with a change before it takes effect, for the requests of a sample. The plugins of changed entries are
/// created and disposed again; nothing is sent, stored or activated.
/// </summary>
/// <param name="services">The services of the app.</param>
internal sealed class GatewayPlanner(IServiceProvider services)
{
    /// <param name="change">The change, whose errors get those that are found.</param>
    /// <param name="sample">The requests.</param>
    /// <param name="cancellation">Ends the comparison.</param>
    /// <returns>The report; null if the change has errors.</returns>
    /// <exception cref="ConfigurationReplacedException">The gateway hasn't started, or is stopping.</exception>
    /// <exception cref="NotSupportedException">The gateway is in a group of routes.</exception>
    public async Task<PlanReport?> PlanAsync(
        PendingChange change, SampleContent sample, CancellationToken cancellation)
    {
        if (change.Config is not { } config)
            return null;

        var pending = await services.GetRequiredService<GatewayValidator>()
            .CompileNextAsync(change.Source, config, change.Errors, Begin, cancellation).ConfigureAwait(false);
        if (pending is null)
            return null;

        using (pending)
        {
            var plan = pending.Open();
            var traffic = new SampledTraffic([.. plan.Configs]);
            await plan.AddAllAsync(sample.Requests.Select(traffic.RequestOf).ToAsyncEnumerable(), cancellation).ConfigureAwait(false);
            return plan.ToReport() with
            {
                UnrecordedHeaders = traffic.UnrecordedHeaders,
                UnrecordedParameters = traffic.UnrecordedParameters,
            };
        }
    }

    private PendingPlan Begin(GatewaySnapshot active, GatewaySnapshot next)
    {
        try
        {
            return new PendingPlan(services, active, services.GetRequiredService<RouteTable>().Current, next);
        }
        catch
        {
            next.Retire();
            throw;
        }
    }
}
