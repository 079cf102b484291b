namespace GatewayKit.Kubernetes.Translation.Memory;

internal sealed class KeyedNode<TKey, TValue>(MemoPart<TKey, TValue> part, TKey key) : MemoNode
    where TKey : notnull
{
    private Dependencies dependencies = Dependencies.None;
    private bool isComputing;

    public TValue Value { get; private set; } = default!;

    public override void Refresh(TranslationMemo memo)
    {
        if (CheckedAt == memo.Round)
            return;
        if (isComputing)
            throw new InvalidOperationException($"The part of '{key}' reads its own result.");

        isComputing = true;
        try
        {
            if (CheckedAt == 0 || dependencies.HaveChanged(memo, CheckedAt))
                Compute(memo);
            CheckedAt = memo.Round;
        }
        finally
        {
            isComputing = false;
        }
    }

    private void Compute(TranslationMemo memo)
    {
        var lookups = new Lookups(memo);
        var value = part.Compute(key, lookups);
        if (CheckedAt == 0 || !part.AreEqual(Value, value))
            (Value, ChangedAt) = (value, memo.Round);
        dependencies = lookups.ToDependencies();
    }
}
