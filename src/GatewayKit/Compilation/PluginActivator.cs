using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Compilation;

/// <summary>
/// Provides the plugin instances of a configuration: those of the active configuration whose entry,
/// and whatever else their constructor received, is the same, and new ones for the rest.
/// </summary>
internal sealed class PluginActivator(ConsumerDirectory consumers, WatchedFiles files, CompiledEntries previous, ConfigErrors errors)
{
    private readonly List<PluginInstance> _instances = [];

    /// <summary>The instances, which must be released even if another one could not be created.</summary>
    public IReadOnlyList<PluginInstance> Instances => _instances;

    /// <param name="entry">The entry.</param>
    /// <param name="routes">The routes that it runs on, for a plugin that depends on its route.</param>
    public void Activate(CompiledEntry entry, IEnumerable<RouteInfo> routes)
    {
        if (!entry.Entry.Enabled)
            return;

        if (entry.Shared is { } kept)
        {
            // The entry is that of the active configuration.
            if (kept.TryRetain())
                _instances.Add(kept);
            else
                errors.Add(entry.Piece, "the gateway is stopping.", entry.Entry.Location);
            return;
        }

        var before = previous.ListOf(entry).FirstOrDefault(entry.IsSame);
        if (!entry.Type.IsPerRoute)
        {
            entry.Shared = Reuse(entry, before?.Shared, null) ?? Create(entry, null);
            return;
        }

        var instances = new Dictionary<string, PluginInstance>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in routes)
        {
            if ((Reuse(entry, before?.PerRoute.GetValueOrDefault(route.Id), route) ?? Create(entry, route)) is not { } instance)
                return;

            instances.Add(route.Id, instance);
        }

        entry.PerRoute = instances.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private PluginInstance? Reuse(CompiledEntry entry, PluginInstance? instance, RouteInfo? route)
    {
        if (instance?.IsCurrent(route, consumers) != true || !instance.TryRetain())
            return null;

        _instances.Add(instance);
        foreach (var warning in instance.Warnings)
            entry.Report(warning, errors);
        return instance;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception from a plugin's constructor rejects the configuration.")]
    private PluginInstance? Create(CompiledEntry entry, RouteInfo? route)
    {
        var warnings = new EntryWarnings(entry, errors);
        try
        {
            var watched = files.Begin();
            var services = new EntryServices(entry, route, consumers, warnings, watched);
            var plugin = (IGatewayPlugin)ActivatorUtilities.CreateInstance(services, entry.Type.Type);
            var instance = new PluginInstance(plugin, route, services.UsesConsumers ? consumers : null, watched, warnings.All);
            _instances.Add(instance);
            return HasHooks(entry, instance) ? instance : null;
        }
        catch (Exception error) when (error.GetBaseException() is PluginOptionsException refusal)
        {
            foreach (var refused in refusal.Errors)
                entry.Report(refused with { IsWarning = false }, errors);
            return null;
        }
        catch (Exception error)
        {
            errors.Add(entry.Piece,
                $"the plugin could not be created: {error.GetBaseException().Message}{Advice(error.GetBaseException())}",
                    entry.Entry.Location);
            return null;
        }
        finally
        {
            warnings.Close();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception from a plugin's property rejects the configuration.")]
    private bool HasHooks(CompiledEntry entry, PluginInstance instance)
    {
        var property = "";
        try
        {
            instance.ReadHooks(out property);
            return true;
        }
        catch (Exception error)
        {
            errors.Add(entry.Piece,
                $"the plugin can't be used: its property '{property}' threw "
                    + $"{error.GetBaseException().GetType().Name}: {error.GetBaseException().Message}",
                entry.Entry.Location);
            return false;
        }
    }

    /// <summary>A missing service can be registered in two ways, and an author may know only one.</summary>
    private static string Advice(Exception error)
        => error is InvalidOperationException && error.Message.StartsWith("Unable to resolve service for type", StringComparison.Ordinal)
            ? $" Register it in a class of the plugin's assembly that implements {nameof(IPluginServices)}, or in the host's services."
            : "";
}
