namespace GatewayKit.Kubernetes.Translation.Memory;

internal sealed class KeyedNode<TKey, TValue>(MemoPart<TKey, TValue> part, TKey key) : MemoNode
    where TKey : notnull
{
    private Dependencies _dependencies = Dependencies.None;
    private bool _isComputing;

    public TValue Value { get; private set; } = default!;

    public override void Refresh(TranslationMemo memo)
    {
        if (CheckedAt == memo.Round)
            return;
        if (_isComputing)
            throw new InvalidOperationException($"The part of '{key}' reads its own result.");

        _isComputing = true;
        try
        {
            if (CheckedAt == 0 || _dependencies.HaveChanged(memo, CheckedAt))
                Compute(memo);
            CheckedAt = memo.Round;
        }
        catch
        {
            // The result before is that of an older state.
            Forget(memo);
            CheckedAt = 0;
            throw;
        }
        finally
        {
            _isComputing = false;
        }
    }

    public void Forget(TranslationMemo memo)
    {
        memo.Uses(_dependencies, Dependencies.None);
        _dependencies = Dependencies.None;
    }

    private void Compute(TranslationMemo memo)
    {
        var lookups = new Lookups(memo);
        var value = part.Compute(key, lookups);
        if (CheckedAt == 0 || !part.AreEqual(Value, value))
            (Value, ChangedAt) = (value, memo.Round);
        var dependencies = lookups.ToDependencies();
        memo.Uses(_dependencies, dependencies);
        _dependencies = dependencies;
    }
}
