namespace GatewayKit.Configuration;

/// <summary>The entries of a section in which a version of a document differs from the version before.</summary>
/// <param name="before">The dictionary before, which isn't kept alive.</param>
/// <param name="after">The dictionary of this version.</param>
/// <param name="ids">The changed, added and removed entries.</param>
internal sealed class SectionDifference(object before, object after, IReadOnlyCollection<string> ids)
{
    public IReadOnlyCollection<string> Ids => ids;

    private readonly WeakReference<object> _before = new(before);
    private readonly WeakReference<object> _after = new(after);

    /// <summary>Returns the ids of the entries in which two dictionaries differ; null if these aren't the compared ones.</summary>
    public IReadOnlyCollection<string>? Between(object earlier, object later)
        => _before.TryGetTarget(out var from) && ReferenceEquals(from, earlier)
            && _after.TryGetTarget(out var to) && ReferenceEquals(to, later)
            ? ids
            : null;
}
