using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Merging;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Runtime;

/// <summary>Compiles a configuration, removes the routes and clusters with errors, and compiles the rest again until it is valid.</summary>
/// <param name="compiler">Finds the errors.</param>
/// <param name="services">The services. The plugins are resolved later, because they need the sources, which may need this checker.</param>
internal sealed class GatewayConfigChecker(SnapshotCompiler compiler, IServiceProvider services) : IGatewayConfigChecker
{
    public GatewayConfigReport Check(GatewayConfig config, ConfigErrors? found = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        var catalog = services.GetRequiredService<GatewayPlugins>().Catalog;
        var values = new ConfigErrors();
        config = ConfigMerger.Merge([("the configuration", config)], values);
        var byOwner = new ErrorsByOwner(config);
        byOwner.Add(found?.Items ?? []);
        CodeConfigRules.Check(config, source: null, values);
        byOwner.Add(values.Items);
        if ((found?.Omitted ?? 0) + values.Omitted is > 0 and var omitted)
            byOwner.Add([new ConfigError("", $"{omitted} more errors aren't listed, so the valid part isn't known.", default)]);

        // The first round finds the independent errors; later rounds find errors that appear after others are removed.
        var rest = config;
        while (true)
        {
            var errors = new ConfigErrors();
            var snapshot = compiler.Compile(rest, catalog, previous: null, errors);
            snapshot?.Retire();
            byOwner.Add(errors.Items);

            var smaller = byOwner.Rest;
            if (smaller.Routes.Count == rest.Routes.Count && smaller.Clusters.Count == rest.Clusters.Count)
            {
                return byOwner.Report(snapshot is null ? null : rest) with
                {
                    Warnings = [.. found?.Warnings ?? [], .. values.Warnings, .. errors.Warnings],
                };
            }

            rest = smaller;
        }
    }
}
