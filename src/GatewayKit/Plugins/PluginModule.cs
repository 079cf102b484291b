using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins;

/// <summary>
/// A plugin assembly with its private services: one version of it, alive for as long as a configuration in force, or an
/// exchange that began under one, uses it.
/// </summary>
public sealed class PluginModule : IAsyncDisposable
{
    /// <summary>The contexts that modules were ever loaded into, for as long as they live.</summary>
    private static readonly ConditionalWeakTable<AssemblyLoadContext, string> s_contexts = [];

    private readonly ServiceProvider? _services;
    private readonly Action? _unload;
    private int _disposed;
    private int _users;

    private PluginModule(Assembly assembly, string? location, ServiceProvider? services, IServiceProvider host, Action? unload)
    {
        _services = services;
        _unload = unload;
        Name = assembly.GetName().Name ?? "";
        Version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? assembly.GetName().Version?.ToString() ?? "";
        Location = location;
        Services = new PluginServiceProvider(services, host);
        LoadContext = AssemblyLoadContext.GetLoadContext(assembly);
        if (LoadContext is { IsCollectible: true } context)
            s_contexts.AddOrUpdate(context, Name);
    }

    /// <summary>The assembly's simple name.</summary>
    public string Name { get; }

    /// <summary>The assembly's informational version, without build metadata.</summary>
    public string Version { get; }

    /// <summary>The file that it was loaded from, as the operator knows it; null if it is compiled into the host.</summary>
    public string? Location { get; }

    /// <summary>The plugins in it.</summary>
    public IReadOnlyList<PluginType> Plugins { get; private set; } = [];

    /// <summary>Whether an exception that nobody awaits came out of it: its hooks then fail until it is replaced.</summary>
    public bool IsQuarantined { get; internal set; }

    /// <summary>The context that holds its assemblies.</summary>
    internal AssemblyLoadContext? LoadContext { get; }

    /// <summary>Its private services first, the host's behind them.</summary>
    internal IServiceProvider Services { get; }

    /// <summary>Finds the plugins of an assembly and builds its private services.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="host">The host's services.</param>
    /// <param name="location">The file that it was loaded from, as the operator knows it; null if it is compiled into the host.</param>
    /// <param name="unload">Called once, when the module is disposed.</param>
    /// <exception cref="PluginModuleException">The assembly breaks a rule of the contract; the message says which.</exception>
    public static PluginModule Create(Assembly assembly, IServiceProvider host, string? location = null, Action? unload = null)
        => Create(assembly, assembly.GetTypes(), host, location, unload);

    internal static PluginModule Create(
        Assembly assembly, IReadOnlyList<Type> types, IServiceProvider host, string? location, Action? unload)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(host);
        var module = new PluginModule(assembly, location, BuildServices(assembly, host), host, unload);
        module.Plugins = [.. PluginScanner.Scan(types, module)];
        return module;
    }

    /// <summary>Whether code of an assembly is this module's: what its load context holds, or itself if it is compiled into the host.</summary>
    internal bool Contains(Assembly assembly)
        => LoadContext is { IsCollectible: true } context
            ? AssemblyLoadContext.GetLoadContext(assembly) == context
            : assembly.GetName().Name == Name;

    /// <summary>The name of the module whose load context holds an assembly, also of one that is no longer used; null if none does.</summary>
    internal static string? FindOwner(Assembly assembly)
        => AssemblyLoadContext.GetLoadContext(assembly) is { } context && s_contexts.TryGetValue(context, out var name) ? name : null;

    /// <summary>Notes one more configuration, or list of what is loaded, that uses this module.</summary>
    internal void Retain() => Interlocked.Increment(ref _users);

    /// <returns>Whether that was the last user: then the module is to be disposed.</returns>
    internal bool Release() => Interlocked.Decrement(ref _users) == 0;

    /// <summary>Disposes the private services and unloads the assembly. Only when no exchange uses it any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        Plugins = [];
        try
        {
            if (_services is not null)
                await _services.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _unload?.Invoke();
        }
    }

    private static ServiceProvider? BuildServices(Assembly assembly, IServiceProvider host)
    {
        var types = assembly.GetTypes().Where(t => typeof(IPluginServices).IsAssignableFrom(t) && t is { IsClass: true, IsAbstract: false }).ToArray();
        if (types.Length == 0)
            return null;
        if (types.Length > 1)
            throw new PluginModuleException($"{types[0].Name} and {types[1].Name} both implement {nameof(IPluginServices)}; one class may.");

        // What the services log goes to the host's log, also where they add logging themselves (as AddHttpClient does).
        var services = new ServiceCollection();
        if (host.GetService<ILoggerFactory>() is { } loggers)
            services.AddSingleton(loggers);
        CreateRegistrar(types[0]).ConfigureServices(services);
        if (services.Any(s => s.ServiceType == typeof(IHttpClientFactory)))
        {
            services.AddSingleton<PluginHttpHandlers>();
            services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(s => s.GetRequiredService<PluginHttpHandlers>());
        }

        return services.BuildServiceProvider();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a plugin's constructor throws is the reason that it does not load.")]
    private static IPluginServices CreateRegistrar(Type type)
    {
        try
        {
            return (IPluginServices)Activator.CreateInstance(type)!;
        }
        catch (Exception error)
        {
            throw new PluginModuleException($"{type.Name} could not be created: {(error.InnerException ?? error).Message}", error);
        }
    }
}
