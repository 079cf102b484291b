using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>A section that was bound from a version of a document, such as its routes.</summary>
/// <param name="node">The section.</param>
internal sealed class BoundSection(ConfigNode node)
{
    /// <summary>The dictionary or list of its entries.</summary>
    public object Entries { get; private set; } = "";

    /// <summary>The entries in which the dictionary differs from that of the version before; null if they aren't known.</summary>
    public SectionDifference? Difference { get; set; }

    /// <summary>Gets whether nothing was reported: then the same node need not be bound again.</summary>
    public bool IsGood { get; private set; }

    /// <summary>Returns whether a section of the next version is the same.</summary>
    public bool IsOf(ConfigNode other) => ReferenceEquals(node, other);

    /// <summary>Returns what an entry of the section was bound to; null if it had an error or a warning,
    /// or wasn't in the section.</summary>
    public T? Find<T>(ConfigNode entry) where T : class
        => entry.Bound is var (value, section) && ReferenceEquals(section, this) ? value as T : null;

    /// <summary>Adds an entry without errors and warnings.</summary>
    public void Add(ConfigNode entry, object value) => entry.Bound = (value, this);

    public T Complete<T>(T entries, bool isGood) where T : notnull
    {
        (Entries, IsGood) = (entries, isGood);
        return entries;
    }
}
