using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit;

/// <summary>
/// Registers services that are private to a plugin assembly. At most one class of the assembly implements it, with a
/// parameterless constructor. Only plugins of that assembly can resolve the services.
/// </summary>
public interface IPluginServices
{
    /// <summary>Adds the services. They are disposed when the plugin assembly is unloaded or the host stops.</summary>
    /// <param name="services">The private services of the assembly. The host's services can be resolved as well.</param>
    void ConfigureServices(IServiceCollection services);
}
