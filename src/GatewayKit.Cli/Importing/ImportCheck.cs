using System.Text;
using GatewayKit.Cli.Hosting;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GatewayKit.Cli.Importing;

/// <summary>Has the gateway check an import before it is written, so that no import ends in a file that <c>validate</c> refuses.</summary>
internal static class ImportCheck
{
    /// <summary>Writes an import as YAML that the gateway accepts. Routes that it refuses are dropped and noted.</summary>
    /// <param name="import">The import.</param>
    /// <param name="name">The name of the configuration.</param>
    /// <param name="folder">The folder that its relative paths begin at.</param>
    /// <exception cref="ToolException">The gateway refuses more than routes; every error has been written to stderr.</exception>
    public static async Task<string> WriteAsync(OpenApiImport import, string name, string folder)
    {
        while (true)
        {
            var yaml = ImportYaml.Write(import);
            var errors = await CheckAsync(yaml, name, folder).ConfigureAwait(false);
            if (errors.Items.Count == 0)
                return yaml;

            // Each round drops a route at least: one that is gone may have been the only reason to refuse another.
            var refused = errors.Items.Select(error => (Error: error, Route: import.Routes.FirstOrDefault(route => IsOf(error, route)))).Where(r => r.Route is not null).ToList();
            if (refused.Count == 0)
                throw Refused(errors);
            foreach (var (error, route) in refused.DistinctBy(r => r.Route))
                import.Drop(route!, error.Message);
        }
    }

    private static async Task<ConfigErrors> CheckAsync(string yaml, string name, string folder)
    {
        var app = StockHost.Build(new StockHostSettings { NeedsConfig = false }, gateway =>
        {
            // The environment may hold routes of a gateway that runs here; they aren't the import's.
            gateway.Services.RemoveAll<IGatewayConfigSource>();
            gateway.LoadFrom(_ => new StreamConfigSource(() => new MemoryStream(Encoding.UTF8.GetBytes(yaml)), name, folder));
        });
        await using (app.ConfigureAwait(false))
            return (await app.Services.GetRequiredService<GatewayValidator>().ValidateAsync().ConfigureAwait(false)).Errors;
    }

    /// <summary>Whether an error is in what a route matches, not in the plugins that every route has alike.</summary>
    private static bool IsOf(ConfigError error, ImportedRoute route)
        => error.Where == $"routes.{route.Id}" || error.Where.StartsWith($"routes.{route.Id}.match", StringComparison.Ordinal);

    /// <summary>The places are those of a file that there is not.</summary>
    private static ToolException Refused(ConfigErrors errors)
    {
        foreach (var error in errors.Items)
            ErrorList.Write(error.Text);
        return new ToolException($"nothing was written, because the gateway refuses the configuration: {errors.Items.Count + errors.Omitted} error(s).{Advice(errors)}");
    }

    /// <summary>The way out if the document has errors, which the plugin rejects by default.</summary>
    private static string Advice(ConfigErrors errors)
        => errors.Items.Any(error => error.Text.Contains("(openapi-validation): options.openapi ", StringComparison.Ordinal))
            ? " Fix the document, or import it without --validate and add openapi-validation with 'documentErrors: report' to the configuration."
            : "";
}
