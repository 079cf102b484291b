namespace GatewayKit.Limits;

/// <summary>Selects the counter store that an option names.</summary>
internal static class CounterStoreChoice
{
    /// <summary>Returns the store of an entry: without a choice, the shared one if there is one.</summary>
    /// <exception cref="PluginOptionsException">The store is shared, but the host has no shared store.</exception>
    public static ICounterStore For(CounterLocation? location, ICounterStores stores) => location switch
    {
        CounterLocation.Local => stores.Local,
        CounterLocation.Shared => stores.Shared ?? throw new PluginOptionsException(
            [new OptionsError("store", "is shared, but the gateway has no shared counter store; start it with --redis, or call UseRedis")]),
        _ => stores.Shared ?? stores.Local,
    };
}
