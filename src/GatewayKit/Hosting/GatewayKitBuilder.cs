using System.Reflection;
using GatewayKit.Configuration;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Hosting;

/// <summary>Composes a gateway: which plugins it has and where its configuration comes from.</summary>
public sealed class GatewayKitBuilder
{
    private readonly CompiledPluginSource _compiled;

    internal GatewayKitBuilder(IHostApplicationBuilder host, IReverseProxyBuilder proxy, CompiledPluginSource compiled)
    {
        Host = host;
        Proxy = proxy;
        _compiled = compiled;
    }

    /// <summary>The host that the gateway is part of.</summary>
    public IHostApplicationBuilder Host { get; }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services => Host.Services;

    /// <summary>YARP's own builder, for transforms, policies and HTTP clients in code.</summary>
    public IReverseProxyBuilder Proxy { get; }

    /// <summary>Adds a plugin that is compiled into the host.</summary>
    /// <typeparam name="TPlugin">The plugin class.</typeparam>
    public GatewayKitBuilder AddPlugin<TPlugin>()
        where TPlugin : class, IGatewayPlugin
    {
        _compiled.Add(typeof(TPlugin));
        return this;
    }

    /// <summary>Adds every plugin of an assembly that is compiled into the host.</summary>
    /// <param name="assembly">The assembly.</param>
    public GatewayKitBuilder AddPluginsFrom(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _compiled.Add(assembly);
        return this;
    }

    /// <summary>Adds a configuration that was made in code.</summary>
    /// <param name="config">The configuration.</param>
    public GatewayKitBuilder LoadFrom(GatewayConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return LoadFrom(_ => new CodeConfigSource(config));
    }

    /// <summary>Adds a source of configuration of the host's own.</summary>
    /// <param name="create">Creates the source when the host is built.</param>
    public GatewayKitBuilder LoadFrom(Func<IServiceProvider, IGatewayConfigSource> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(create);
        return this;
    }
}
