using System.Reflection;
using GatewayKit.Store;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A store that calls a test before and after changes are applied.</summary>
internal class ObservedStore : DispatchProxy
{
    private IGatewayStore _inner = null!;
    private ObservedChanges _changes = null!;

    /// <summary>Replaces the store of a host.</summary>
    public static void Use(IServiceCollection services, ObservedChanges changes)
    {
        var original = services.Last(service => service.ServiceType == typeof(IGatewayStore));
        services.Remove(original);
        services.AddSingleton(provider =>
        {
            var proxy = Create<IGatewayStore, ObservedStore>();
            ((ObservedStore)(object)proxy)._changes = changes;
            ((ObservedStore)(object)proxy)._inner = (IGatewayStore)(original.ImplementationInstance
                ?? original.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!));
            return proxy;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => targetMethod!.Name == nameof(IGatewayStore.ApplyAsync)
            ? ApplyAsync((StoreChangeSet)args![0]!, (bool)args[1]!, (CancellationToken)args[2]!)
            : targetMethod.Invoke(_inner, args);

    private async Task<StoreResult> ApplyAsync(StoreChangeSet changes, bool dryRun, CancellationToken cancellation)
    {
        await _changes.Before(changes);
        var result = await _inner.ApplyAsync(changes, dryRun, cancellation);
        await _changes.After(changes);
        return result;
    }
}
