namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The results of one part.</summary>
/// <param name="part">The part.</param>
internal sealed class MemoTable<TKey, TValue>(MemoPart<TKey, TValue> part)
    where TKey : notnull
{
    private readonly Dictionary<TKey, KeyedNode<TKey, TValue>> _nodes = [];

    public MemoPart<TKey, TValue> Part => part;

    /// <summary>Returns the result of a key.</summary>
    public KeyedNode<TKey, TValue> Node(TKey key, TranslationMemo memo)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            _nodes.Add(key, node = new KeyedNode<TKey, TValue>(this, key));
            memo.MayBeUnused(node);
        }

        return node;
    }

    public void Remove(TKey key) => _nodes.Remove(key);
}
