using GatewayKit.Store;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>The calls of an <see cref="ObservedStore"/>.</summary>
internal sealed class ObservedChanges
{
    public Func<StoreChangeSet, Task> Before { get; set; } = _ => Task.CompletedTask;

    public Func<StoreChangeSet, Task> After { get; set; } = _ => Task.CompletedTask;
}
