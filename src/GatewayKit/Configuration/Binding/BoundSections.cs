using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>The sections that were bound from a version of a document. The next version binds only what has changed.</summary>
/// <param name="previous">The sections of the version before; null if there is none.</param>
internal sealed class BoundSections(BoundSections? previous)
{
    private readonly Dictionary<string, BoundSection> _sections = new(StringComparer.Ordinal);
    private Dictionary<string, BoundSection>? _previous = previous?._sections;

    /// <summary>Returns a section of the version before; null if there is none.</summary>
    public BoundSection? Previous(string section) => _previous?.GetValueOrDefault(section);

    /// <summary>Adds a section that has to be bound.</summary>
    public BoundSection Add(string section, ConfigNode node) => _sections[section] = new BoundSection(node);

    /// <summary>Adds a section that is the same as in the version before.</summary>
    public void Keep(string section, BoundSection same) => _sections[section] = same;

    /// <summary>Returns the entries in which a section differs from the version before; null if they aren't known.</summary>
    public SectionDifference? DifferenceOf(string section) => _sections.GetValueOrDefault(section)?.Difference;

    /// <summary>Releases the version before.</summary>
    public void Complete() => _previous = null;
}
