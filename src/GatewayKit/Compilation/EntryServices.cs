namespace GatewayKit.Compilation;

/// <summary>The services for a plugin's constructor: those of its entry first, then its module's and the host's.</summary>
internal sealed class EntryServices(CompiledEntry entry, RouteInfo? route, IConsumerDirectory consumers, IPluginWarnings warnings, IPluginFiles files) : IServiceProvider
{
    public object? GetService(Type serviceType)
    {
        if (serviceType == entry.Type.OptionsType)
            return entry.Options;
        if (serviceType == typeof(PluginPlacement))
            return entry.Placement;
        if (serviceType == typeof(RouteInfo))
            return route;
        if (serviceType == typeof(IConsumerDirectory))
            return consumers;
        if (serviceType == typeof(IPluginWarnings))
            return warnings;
        if (serviceType == typeof(IPluginFiles))
            return files;

        return entry.Type.Module.Services.GetService(serviceType);
    }
}
