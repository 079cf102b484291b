using GatewayKit.Counters;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GatewayKit.Hosting;

/// <summary>
/// The stores in this process that a gateway has by default, and that stores of several nodes replace, but only as long as the host has
/// none of its own.
/// </summary>
internal sealed class GatewayDefaults
{
    private readonly IServiceCollection _services;
    private readonly ServiceDescriptor _counters;
    private readonly ServiceDescriptor _cache;

    private GatewayDefaults(IServiceCollection services)
    {
        _services = services;
        _counters = ServiceDescriptor.Singleton<ICounterStore>(s => s.GetRequiredService<LocalCounterStore>());
        _cache = ServiceDescriptor.Singleton<IDistributedCache, MemoryDistributedCache>();
    }

    public static GatewayDefaults Add(IServiceCollection services)
    {
        var defaults = new GatewayDefaults(services);
        services.AddSingleton<LocalCounterStore>();
        services.AddSingleton<ICounterStores, CounterStores>();
        services.TryAdd(defaults._counters);
        services.TryAdd(defaults._cache);
        return defaults;
    }

    public void ReplaceCounters(Func<IServiceProvider, ICounterStore> create)
        => Replace(_counters, ServiceDescriptor.Singleton(create));

    public void ReplaceCache(Func<IServiceProvider, IDistributedCache> create) => Replace(_cache, ServiceDescriptor.Singleton(create));

    private void Replace(ServiceDescriptor standard, ServiceDescriptor replacement)
    {
        var index = _services.IndexOf(standard);
        if (index >= 0)
            _services[index] = replacement;
    }
}
