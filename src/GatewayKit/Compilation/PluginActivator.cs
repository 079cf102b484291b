using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Compilation;

/// <summary>Creates the plugin instances of a configuration.</summary>
internal sealed class PluginActivator(IConsumerDirectory consumers, IPluginFiles files, ConfigErrors errors)
{
    private readonly List<IGatewayPlugin> _created = [];

    /// <summary>The created instances, which must be disposed even if another one failed.</summary>
    public IReadOnlyList<IGatewayPlugin> Created => _created;

    public void Activate(CompiledEntry entry, IEnumerable<RouteInfo> routes)
    {
        if (!entry.Entry.Enabled)
            return;

        if (!entry.Type.IsPerRoute)
        {
            entry.Shared = Create(entry, null);
            return;
        }

        var instances = new Dictionary<string, IGatewayPlugin>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in routes)
        {
            if (Create(entry, route) is not { } plugin)
                return;

            instances.Add(route.Id, plugin);
        }

        entry.PerRoute = instances.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "An exception from a plugin's constructor rejects the configuration.")]
    private IGatewayPlugin? Create(CompiledEntry entry, RouteInfo? route)
    {
        var warnings = new EntryWarnings(entry, errors);
        try
        {
            var services = new EntryServices(entry, route, consumers, warnings, files);
            var plugin = (IGatewayPlugin)ActivatorUtilities.CreateInstance(services, entry.Type.Type);
            _created.Add(plugin);
            return plugin;
        }
        catch (Exception error) when (error.GetBaseException() is PluginOptionsException refusal)
        {
            foreach (var refused in refusal.Errors)
                entry.Report(refused with { IsWarning = false }, errors);
            return null;
        }
        catch (Exception error)
        {
            errors.Add(entry.Where, $"the plugin could not be created: {error.GetBaseException().Message}{Advice(error.GetBaseException())}", entry.Entry.Place);
            return null;
        }
        finally
        {
            warnings.Close();
        }
    }

    /// <summary>A missing service can be registered in two ways, and an author may know only one.</summary>
    private static string Advice(Exception error)
        => error is InvalidOperationException && error.Message.StartsWith("Unable to resolve service for type", StringComparison.Ordinal)
            ? $" Register it in a class of the plugin's assembly that implements {nameof(IPluginServices)}, or in the host's services."
            : "";
}
