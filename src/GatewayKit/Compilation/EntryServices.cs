using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>The services for a plugin's constructor: those of its entry first, then its module's and the host's.</summary>
/// <param name="entry">The entry.</param>
/// <param name="route">The route, for a plugin that depends on its route.</param>
/// <param name="consumers">The consumers.</param>
/// <param name="warnings">Collects the plugin's warnings.</param>
/// <param name="files">Collects the files that the plugin watches.</param>
internal sealed class EntryServices(
    CompiledEntry entry, RouteInfo? route, ConsumerDirectory consumers, IPluginWarnings warnings, IPluginFiles files) : IServiceProvider
{
    /// <summary>Gets whether the plugin asked for the consumers; then it needs a new instance when they change.</summary>
    public bool UsesConsumers { get; private set; }

    public object? GetService(Type serviceType)
    {
        if (serviceType == entry.Type.OptionsType)
            return entry.Options;
        if (serviceType == typeof(PluginPlacement))
            return entry.Placement;
        if (serviceType == typeof(RouteInfo))
            return route;
        if (serviceType == typeof(IConsumerDirectory))
        {
            UsesConsumers = true;
            return consumers.Of(entry.Entry.Tenant);
        }

        if (serviceType == typeof(IHttpClientFactory) && entry.Entry.IsRemoteOnly)
            return entry.Type.Module.Services.GetService(typeof(RemoteHttpClients));
        if (serviceType == typeof(IPluginWarnings))
            return warnings;
        if (serviceType == typeof(IPluginFiles))
            return files;

        return entry.Type.Module.Services.GetService(serviceType);
    }
}
