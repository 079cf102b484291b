using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit;

/// <summary>
/// Registers services of a plugin assembly's own. At most one class of the assembly implements it, with a
/// parameterless constructor; the services live in a container that only that assembly's plugins see.
/// </summary>
public interface IPluginServices
{
    /// <summary>Adds the services. They are disposed when the assembly's plugins are unloaded or the host stops.</summary>
    /// <param name="services">The assembly's private services; the host's are reachable behind them.</param>
    void ConfigureServices(IServiceCollection services);
}
