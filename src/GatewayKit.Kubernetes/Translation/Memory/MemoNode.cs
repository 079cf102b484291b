using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>A result of a <see cref="MemoPart{TKey, TValue}"/>.</summary>
internal abstract class MemoNode
{
    /// <summary>The last round whose state the result is that of; 0 if there is no result yet.</summary>
    public long CheckedAt { get; protected set; }

    /// <summary>The round in which the result became what it is.</summary>
    public long ChangedAt { get; protected set; }

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
}
