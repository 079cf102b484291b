using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins;

/// <summary>
/// A generation of a plugin assembly: one version of it, with its private services. Its life has these steps:
/// <list type="number">
/// <item><see cref="Create(Assembly, IServiceProvider, string?, Action?)"/> builds the private services of the loaded assembly,
/// then finds its plugins and checks the rules of the contract; a deferred module does that when one of its plugins is first used</item>
/// <item>each catalog that contains it retains it; configurations and their exchanges use its plugins</item>
/// <item>an unobserved exception quarantines it: its hooks fail until another generation replaces it</item>
/// <item>the last catalog releases it after the last exchange has ended</item>
/// <item><see cref="UnloadAsync"/> disposes the private services and calls <c>unload</c>;
/// <see cref="ModuleLifetimes"/> then verifies that the assembly is unloaded</item>
/// </list>
/// </summary>
public sealed class PluginModule
{
    /// <summary>The contexts that modules were loaded into, for the lifetime of each context.</summary>
    private static readonly ConditionalWeakTable<AssemblyLoadContext, string> s_contexts = [];

    private readonly ServiceProvider? _services;
    private readonly Action? _unload;
    private readonly DeferredPlugins? _deferred;
    private readonly AssemblyLoadContext? _context;
    private readonly string _version;
    private IReadOnlyList<PluginType> _plugins = [];
    private bool _isQuarantined;
    private int _disposed;
    private int _users;

    private PluginModule(Assembly assembly, string? location, ServiceProvider? services, IServiceProvider host, Action? unload)
    {
        _services = services;
        _unload = unload;
        Name = assembly.GetName().Name ?? "";
        _version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? assembly.GetName().Version?.ToString() ?? "";
        Location = location;
        Services = new PluginServiceProvider(services, host);
        _context = AssemblyLoadContext.GetLoadContext(assembly);
        if (_context is { IsCollectible: true } context)
            s_contexts.AddOrUpdate(context, Name);
    }

    private PluginModule(string name, string? location, DeferredPlugins deferred, IServiceProvider host)
    {
        (_deferred, _version, Name, Location) = (deferred, "", name, location);
        Services = new PluginServiceProvider(null, host);
    }

    /// <summary>The assembly's simple name.</summary>
    public string Name { get; }

    /// <summary>The assembly's informational version, without build metadata; empty if the assembly isn't loaded yet.</summary>
    public string Version => _deferred is null ? _version : _deferred.Loaded?.Version ?? "";

    /// <summary>The file that the assembly was loaded from, as the operator configured it; null if it is compiled into the host.</summary>
    public string? Location { get; }

    /// <summary>The plugins in the assembly. If the assembly is loaded when it is first used, this loads it.</summary>
    public IReadOnlyList<PluginType> Plugins => _deferred is null ? _plugins : _deferred.Load()?.Plugins ?? [];

    /// <summary>Gets whether the assembly threw an unobserved exception; then its hooks fail until it is replaced.</summary>
    public bool IsQuarantined
    {
        get => _deferred is null ? _isQuarantined : _deferred.Loaded is { IsQuarantined: true };
        internal set
        {
            if (_deferred is null)
                _isQuarantined = value;
            else if (_deferred.Loaded is { } loaded)
                loaded.IsQuarantined = value;
        }
    }

    /// <summary>The plugins; none if the assembly isn't loaded.</summary>
    internal IReadOnlyList<PluginType> LoadedPlugins => _deferred is null ? _plugins : _deferred.Loaded?._plugins ?? [];

    /// <summary>The names of the plugins. Doesn't load the assembly.</summary>
    internal IEnumerable<string> PluginNames => _deferred?.Names ?? _plugins.Select(plugin => plugin.Name);

    /// <summary>The credential types of the plugins. Doesn't load the assembly.</summary>
    internal IEnumerable<string> CredentialNames
        => _deferred?.Credentials ?? _plugins.Select(plugin => plugin.CredentialName).OfType<string>();

    /// <summary>The reasons why the assembly couldn't be loaded when it was first used.</summary>
    internal IReadOnlyList<PluginLoadError> LoadErrors => _deferred?.Errors ?? [];

    /// <summary>Gets whether the assembly is loaded when it is first used.</summary>
    internal bool IsDeferred => _deferred is not null;

    /// <summary>The load context of its assemblies; null if the assembly isn't loaded.</summary>
    internal AssemblyLoadContext? LoadContext => _deferred is null ? _context : _deferred.Loaded?._context;

    /// <summary>The services: its private ones first, then the host's.</summary>
    internal IServiceProvider Services { get; }

    /// <summary>Finds the plugins of an assembly and builds its private services.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="host">The host's services.</param>
    /// <param name="location">The file that it was loaded from, as the operator configured it;
    /// null if it is compiled into the host.</param>
    /// <param name="unload">Called once, when the gateway no longer uses the module.</param>
    /// <exception cref="PluginModuleException">The assembly breaks a rule of the contract; the message says which.</exception>
    public static PluginModule Create(Assembly assembly, IServiceProvider host, string? location = null, Action? unload = null)
        => Create(assembly, assembly.GetTypes(), host, location, unload);

    /// <summary>Creates a module whose assembly is loaded when one of its plugins is first used.</summary>
    /// <param name="name">The assembly's simple name.</param>
    /// <param name="location">The file that it will be loaded from, as the operator configured it.</param>
    /// <param name="deferred">The declared plugins.</param>
    /// <param name="host">The host's services.</param>
    internal static PluginModule Defer(string name, string location, DeferredPlugins deferred, IServiceProvider host)
        => new(name, location, deferred, host);

    internal static PluginModule Create(
        Assembly assembly, IReadOnlyList<Type> types, IServiceProvider host, string? location, Action? unload)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(host);
        var module = new PluginModule(assembly, location, BuildServices(assembly, host), host, unload);
        module._plugins = [.. PluginScanner.Scan(types, module)];
        return module;
    }

    /// <summary>Returns whether an assembly belongs to this module: by its load context,
    /// or by its name if the module is compiled into the host.</summary>
    internal bool Contains(Assembly assembly)
        => _deferred is not null ? _deferred.Loaded?.Contains(assembly) == true
            : _context is { IsCollectible: true } context ? AssemblyLoadContext.GetLoadContext(assembly) == context
            : assembly.GetName().Name == Name;

    /// <summary>Returns the name of the assembly of each load context that is in memory, including unused ones.</summary>
    internal static IEnumerable<string> Generations() => s_contexts.Select(context => context.Value);

    /// <summary>Returns the name of the module whose load context contains an assembly, including unused modules;
    /// null if there is none.</summary>
    internal static string? FindOwner(Assembly assembly)
        => AssemblyLoadContext.GetLoadContext(assembly) is { } context && s_contexts.TryGetValue(context, out var name) ? name : null;

    /// <summary>Adds a user: a configuration or a catalog.</summary>
    internal void Retain() => Interlocked.Increment(ref _users);

    /// <returns>Whether that was the last user; then the module must be disposed.</returns>
    internal bool Release() => Interlocked.Decrement(ref _users) == 0;

    /// <summary>Disposes the private services and unloads the assembly. Call it only when no exchange uses the module.</summary>
    internal async ValueTask UnloadAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        _plugins = [];
        if (_deferred is not null)
        {
            if (_deferred.End() is { } loaded)
                await loaded.UnloadAsync().ConfigureAwait(false);
            return;
        }

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
        var types = assembly
            .GetTypes()
            .Where(t => typeof(IPluginServices).IsAssignableFrom(t) && t is { IsClass: true, IsAbstract: false })
            .ToArray();
        if (types.Length == 0)
            return null;
        if (types.Length > 1)
            throw new PluginModuleException(
                $"{types[0].Name} and {types[1].Name} both implement {nameof(IPluginServices)}; only one class can.");

        // The services log to the host's log and count in its meters, even if they add their own (as AddHttpClient does).
        var services = new ServiceCollection();
        if (host.GetService<ILoggerFactory>() is { } loggers)
            services.AddSingleton(loggers);
        if (host.GetService<IMeterFactory>() is { } meters)
            services.AddSingleton(meters);
        CreateRegistrar(types[0]).ConfigureServices(services);
        if (services.Any(s => s.ServiceType == typeof(IHttpClientFactory)))
        {
            services.AddSingleton<PluginHttpHandlers>();
            services.AddSingleton<RemoteHttpClients>();
            services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(s => s.GetRequiredService<PluginHttpHandlers>());
        }

        return services.BuildServiceProvider();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any exception of a plugin's constructor is the reason why it can't be loaded.")]
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
