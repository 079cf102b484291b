using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>A result of a <see cref="MemoPart{TKey, TValue}"/>.</summary>
/// <remarks>A result that isn't in doubt is that of the memo's state. The readers of one that is in doubt are in doubt, too.</remarks>
internal abstract class MemoNode
{
    private NodeSet _readers;

    /// <summary>The last round in which the result was compared with the state; 0 if there is no result yet.</summary>
    public long CheckedAt { get; protected set; }

    /// <summary>The round in which the result became what it is.</summary>
    public long ChangedAt { get; protected set; }

    /// <summary>The last round in which the translation itself read the result; 0 if only other results did.</summary>
    public long UsedAt { get; set; }

    /// <summary>Gets whether other results were computed from this one.</summary>
    public bool HasReaders => !_readers.IsEmpty;

    /// <summary>Gets whether something that the result was computed from may have changed.</summary>
    protected bool IsInDoubt { get; set; } = true;

    /// <summary>Computes the result unless it is that of the memo's state.</summary>
    public abstract void Refresh(TranslationMemo memo);

    /// <returns>Whether there is a result. If not, the parts that read it are computed again, and can catch the exception.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The part that reads the result gets the exception when it is computed again.")]
    public bool TryRefresh(TranslationMemo memo)
    {
        try
        {
            Refresh(memo);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Removes the result from the memo.</summary>
    public abstract void Remove(TranslationMemo memo);

    public void AddReader(MemoNode reader) => _readers.Add(reader);

    public void RemoveReader(MemoNode reader) => _readers.Remove(reader);

    /// <summary>Marks the result and those that were computed from it.</summary>
    public void Doubt()
    {
        if (IsInDoubt)
            return;

        IsInDoubt = true;
        _readers.Doubt();
    }
}
