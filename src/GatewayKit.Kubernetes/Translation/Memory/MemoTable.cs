namespace GatewayKit.Kubernetes.Translation.Memory;

internal sealed class MemoTable<TKey, TValue>(MemoPart<TKey, TValue> part) : IMemoTable
    where TKey : notnull
{
    private readonly Dictionary<TKey, KeyedNode<TKey, TValue>> _nodes = [];

    public KeyedNode<TKey, TValue> Node(TKey key)
    {
        if (!_nodes.TryGetValue(key, out var node))
            _nodes.Add(key, node = new KeyedNode<TKey, TValue>(part, key));
        return node;
    }

    public void RemoveUnread(TranslationMemo memo)
    {
        foreach (var (key, node) in _nodes)
        {
            if (node.CheckedAt == memo.Round)
                continue;

            node.Forget(memo);
            _nodes.Remove(key);
        }
    }
}
