using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins;

/// <summary>
/// A module's private services, then the host's. A plugin's own types are never requested from the host's container: even a miss
/// would be cached there and keep the assembly from being unloaded.
/// </summary>
internal sealed class PluginServiceProvider(ServiceProvider? own, IServiceProvider host) : IServiceProvider, IServiceProviderIsService
{
    private readonly IServiceProviderIsService? _isOwn = own?.GetService<IServiceProviderIsService>();
    private readonly IServiceProviderIsService? _isHosts = host.GetService<IServiceProviderIsService>();

    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IServiceProvider) || serviceType == typeof(IServiceProviderIsService))
            return this;
        if (_isOwn?.IsService(serviceType) == true && own!.GetService(serviceType) is { } service)
            return service;
        if (IsLogger(serviceType))
            return Activator.CreateInstance(
                typeof(Logger<>).MakeGenericType(serviceType.GenericTypeArguments), host.GetRequiredService<ILoggerFactory>());

        return serviceType.IsCollectible ? null : host.GetService(serviceType);
    }

    public bool IsService(Type serviceType)
        => _isOwn?.IsService(serviceType) == true
            || IsLogger(serviceType)
            || (!serviceType.IsCollectible && _isHosts?.IsService(serviceType) == true);

    private static bool IsLogger(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>);
}
