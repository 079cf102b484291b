namespace GatewayKit.Kubernetes.Translation.Memory;

internal sealed class KeyedNode<TKey, TValue>(MemoTable<TKey, TValue> table, TKey key) : MemoNode
    where TKey : notnull
{
    private Dependencies _dependencies = Dependencies.None;
    private bool _isComputing;

    public TValue Value { get; private set; } = default!;

    public override void Refresh(TranslationMemo memo)
    {
        if (!IsInDoubt)
            return;
        if (_isComputing)
            throw new InvalidOperationException($"The part of '{key}' reads its own result.");

        _isComputing = true;
        try
        {
            if (CheckedAt == 0 || _dependencies.HaveChanged(memo, CheckedAt))
                Compute(memo);
            CheckedAt = memo.Round;
            IsInDoubt = false;
        }
        catch
        {
            // The result before is that of an older state.
            Replace(Dependencies.None, memo);
            CheckedAt = 0;
            throw;
        }
        finally
        {
            _isComputing = false;
        }
    }

    public override void Remove(TranslationMemo memo)
    {
        table.Remove(key);
        Replace(Dependencies.None, memo);
    }

    private void Compute(TranslationMemo memo)
    {
        var lookups = new Lookups(memo, isRecorded: true);
        var value = table.Part.Compute(key, lookups);
        if (CheckedAt == 0 || !table.Part.AreEqual(Value, value))
            (Value, ChangedAt) = (value, memo.Round);
        Replace(lookups.ToDependencies(), memo);
    }

    private void Replace(Dependencies dependencies, TranslationMemo memo)
    {
        memo.Uses(_dependencies, dependencies);
        _dependencies.Unregister(this, memo);
        dependencies.Register(this, memo);
        _dependencies = dependencies;
        if (dependencies.HasFailed)
            memo.Repeat(this);
    }
}
