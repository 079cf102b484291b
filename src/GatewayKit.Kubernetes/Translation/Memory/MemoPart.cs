namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>
/// A part of the translation whose result is kept while everything that it read is unchanged. Instances are static: they are the identity
/// of the part.
/// </summary>
/// <param name="compute">Computes the result of a key from the lookups alone.</param>
/// <param name="areEqual">Whether a new result can be replaced by the one before, so that the parts that read it are kept, too. Default:
/// the results' own equality.</param>
internal sealed class MemoPart<TKey, TValue>(Func<TKey, Lookups, TValue> compute, Func<TValue, TValue, bool>? areEqual = null)
    where TKey : notnull
{
    public TValue Compute(TKey key, Lookups lookups) => compute(key, lookups);

    public bool AreEqual(TValue before, TValue now)
        => areEqual is null ? EqualityComparer<TValue>.Default.Equals(before, now) : areEqual(before, now);
}
