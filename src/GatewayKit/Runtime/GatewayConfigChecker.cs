using GatewayKit.Compilation;
using GatewayKit.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Runtime;

/// <summary>Compiles a configuration, leaves out what has mistakes, and compiles the rest again until nothing is wrong with it.</summary>
/// <param name="compiler">Finds the mistakes.</param>
/// <param name="services">Has the runtime, which needs the sources first that may need this.</param>
internal sealed class GatewayConfigChecker(SnapshotCompiler compiler, IServiceProvider services) : IGatewayConfigChecker
{
    public GatewayConfigReport Check(GatewayConfig config, ConfigErrors? found = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        var catalog = services.GetRequiredService<GatewayRuntime>().LatestCatalog;
        var mistakes = new ErrorsByOwner(config);
        mistakes.Add(found?.Items ?? []);

        // The first round finds every mistake of what has some already; later ones what only shows once the others are gone.
        var rest = config;
        while (true)
        {
            var errors = new ConfigErrors();
            var snapshot = compiler.Compile(rest, catalog, previous: null, errors);
            snapshot?.Retire();
            mistakes.Add(errors.Items);

            var smaller = mistakes.Rest;
            if (smaller.Routes.Count == rest.Routes.Count && smaller.Clusters.Count == rest.Clusters.Count)
                return mistakes.Report(snapshot is null ? null : rest) with { Warnings = [.. found?.Warnings ?? [], .. errors.Warnings] };

            rest = smaller;
        }
    }
}
