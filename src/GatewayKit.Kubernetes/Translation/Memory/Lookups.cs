using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>
/// The only way in which a part of the translation reads anything. Each lookup is recorded, also one that finds nothing, so that the
/// part's result is kept until one of them would find something else.
/// </summary>
/// <param name="memo">The results.</param>
/// <param name="isRecorded">Whether a part reads; otherwise, the translation itself does, which is done in each round.</param>
internal sealed class Lookups(TranslationMemo memo, bool isRecorded = false)
{
    private readonly List<ResourceRead> _reads = [];
    private readonly List<ResourceSource> _maps = [];
    private readonly List<MemoNode> _nodes = [];
    private bool _hasFailed;

    /// <summary>The settings. <see cref="TranslationOptions.ListenerFailures"/> is empty here: only statuses depend on it.</summary>
    public TranslationOptions Options => memo.Options;

    /// <summary>Returns a resource, or null if it doesn't exist.</summary>
    public T? Read<T>(MapSource<T> source, ResourceName name)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var value = source.Read(memo.State, name);
        Record(source, name, value);
        return value;
    }

    /// <summary>Returns all resources of a kind. The result is computed again after any change of any of them, so this is for indexes that
    /// other parts read.</summary>
    public ImmutableDictionary<ResourceName, T> ReadAll<T>(MapSource<T> source)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (isRecorded)
            _maps.Add(source);
        return source.Map(memo.State);
    }

    /// <summary>Returns the endpoint slices of a service.</summary>
    public ImmutableArray<V1EndpointSlice> Slices(ResourceName service)
    {
        var value = Sources.Slices.Read(memo.State, service);
        Record(Sources.Slices, service, value);
        return value is null ? [] : ImmutableCollectionsMarshal.AsImmutableArray(value);
    }

    /// <summary>Returns why the gateway has rejected a GatewayPlugin, or null.</summary>
    public PluginRejection? Rejection(ResourceName plugin)
    {
        var value = Sources.PluginRejections.Read(memo.State, plugin);
        Record(Sources.PluginRejections, plugin, value);
        return value;
    }

    /// <summary>Returns the result of another part.</summary>
    public TValue Get<TKey, TValue>(MemoPart<TKey, TValue> part, TKey key)
        where TKey : notnull
    {
        var node = memo.Node(part, key);
        node.Refresh(memo);
        if (isRecorded)
            _nodes.Add(node);
        else
            memo.Use(node);
        return node.Value;
    }

    /// <summary>Notes that the part has caught an unexpected exception, so that its result isn't kept.</summary>
    public void Fail(TranslationFailure failure)
    {
        _hasFailed = true;
        memo.Add(failure);
    }

    public Dependencies ToDependencies() => new([.. _reads], [.. _maps], [.. _nodes], _hasFailed);

    private void Record(ResourceSource source, ResourceName name, object? value)
    {
        if (isRecorded)
            _reads.Add(new ResourceRead(source, name, value));
    }
}
