namespace GatewayKit.Kubernetes.Translation.Memory;

internal sealed class MemoTable<TKey, TValue>(MemoPart<TKey, TValue> part) : IMemoTable
    where TKey : notnull
{
    private readonly Dictionary<TKey, KeyedNode<TKey, TValue>> nodes = [];

    public KeyedNode<TKey, TValue> Node(TKey key)
    {
        if (!nodes.TryGetValue(key, out var node))
            nodes.Add(key, node = new KeyedNode<TKey, TValue>(part, key));
        return node;
    }

    public void RemoveUnread(long round)
    {
        foreach (var (key, node) in nodes)
        {
            if (node.CheckedAt != round)
                nodes.Remove(key);
        }
    }
}
