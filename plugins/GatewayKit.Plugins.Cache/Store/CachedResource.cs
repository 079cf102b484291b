namespace GatewayKit.Plugins.Cache.Store;

/// <summary>The stored responses of one URI.</summary>
internal sealed class CachedResource
{
    private volatile StoredResponse[] _variants = [];
    private volatile bool _isTouched;

    public CachedResource(string key)
    {
        Key = key;
        Node = new LinkedListNode<CachedResource>(this);
    }

    public string Key { get; }

    /// <summary>Gets the place among all resources, of which the first one is removed next.</summary>
    public LinkedListNode<CachedResource> Node { get; }

    /// <summary>Gets or sets the responses, the newest first. An array is never changed.</summary>
    public StoredResponse[] Variants
    {
        get => _variants;
        set => _variants = value;
    }

    /// <summary>Gets or sets whether the resource was used since it was last considered for removal.</summary>
    public bool IsTouched
    {
        get => _isTouched;
        set => _isTouched = value;
    }

    public long Size => (2L * Key.Length) + _variants.Sum(variant => variant.Size);
}
