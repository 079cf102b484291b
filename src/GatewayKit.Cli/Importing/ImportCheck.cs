using System.Text;
using GatewayKit.Cli.Hosting;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GatewayKit.Cli.Importing;

/// <summary>Checks an import with the gateway before it is written, so that <c>validate</c> accepts the file.</summary>
internal static class ImportCheck
{
    /// <summary>Writes an import as YAML that the gateway accepts. Rejected routes are removed and noted.</summary>
    /// <param name="import">The import.</param>
    /// <param name="name">The name of the configuration.</param>
    /// <param name="folder">The base folder of its relative paths.</param>
    /// <exception cref="ToolException">The gateway rejects other parts than routes; the errors were written to stderr.</exception>
    public static Task<string> WriteAsync(OpenApiImport import, string name, string folder)
        => WriteAsync(
            () => ImportYaml.Write(import),
            error =>
            {
                var route = import.Routes.FirstOrDefault(route => IsOf(error, route));
                if (route is not null)
                    import.Drop(route, error.Message);
                return route is not null;
            },
            name, folder);

    /// <summary>Writes an import as YAML that the gateway accepts.</summary>
    /// <param name="write">Returns the YAML.</param>
    /// <param name="drop">Removes the route of an error, and returns whether there is one.</param>
    /// <param name="name">The name of the configuration.</param>
    /// <param name="folder">The base folder of its relative paths.</param>
    /// <exception cref="ToolException">The gateway rejects other parts than routes; the errors were written to stderr.</exception>
    public static async Task<string> WriteAsync(Func<string> write, Func<ConfigError, bool> drop, string name, string folder)
    {
        while (true)
        {
            var yaml = write();
            var errors = await CheckAsync(yaml, name, folder).ConfigureAwait(false);
            if (errors.Items.Count == 0)
                return yaml;

            // Each round removes at least one route: a removed route may have been the only reason to reject another one.
            if (errors.Items.Where(drop).ToArray().Length == 0)
                throw Refused(errors);
        }
    }

    /// <summary>Checks a configuration that is written as a whole or not.</summary>
    /// <param name="yaml">The configuration.</param>
    /// <param name="name">Its name.</param>
    /// <param name="folder">The base folder of its relative paths.</param>
    /// <exception cref="ToolException">The gateway rejects it; the errors were written to stderr.</exception>
    public static async Task ThrowIfRejectedAsync(string yaml, string name, string folder)
    {
        var errors = await CheckAsync(yaml, name, folder).ConfigureAwait(false);
        if (errors.Items.Count > 0)
            throw Refused(errors);
    }

    private static async Task<ConfigErrors> CheckAsync(string yaml, string name, string folder)
    {
        var app = StockHost.Build(new StockHostSettings { NeedsConfig = false }, gateway =>
        {
            // The environment may contain routes of a gateway on this machine, which don't belong to the import.
            gateway.Services.RemoveAll<IGatewayConfigSource>();
            gateway.LoadFromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(yaml)), name, folder);
        });
        await using (app.ConfigureAwait(false))
            return (await app.Services.GetRequiredService<GatewayValidator>().ValidateAsync().ConfigureAwait(false)).Errors;
    }

    /// <summary>Returns whether an error is in a route, not in its plugins, which all imported routes share.</summary>
    private static bool IsOf(ConfigError error, ImportedRoute route)
        => error.Owner == ConfigOwner.Route(route.Id) && error.PluginIndex is null;

    /// <summary>Removes the locations, because the file doesn't exist.</summary>
    private static ToolException Refused(ConfigErrors errors)
    {
        foreach (var error in errors.Items)
            ErrorList.Write(error.Text);
        return new ToolException(
            $"the configuration wasn't written, because the gateway rejects it: {errors.Items.Count + errors.Omitted} "
                + $"error(s).{Advice(errors)}");
    }

    /// <summary>The way out if the document has errors, which the plugin rejects by default.</summary>
    private static string Advice(ConfigErrors errors)
        => errors.Items.Any(error => error.Text.Contains("(openapi-validation): options.openapi ", StringComparison.Ordinal))
            ? " Fix the document, or import it without --validate and add openapi-validation with 'documentErrors: report' to the "
                + "configuration."
            : "";
}
