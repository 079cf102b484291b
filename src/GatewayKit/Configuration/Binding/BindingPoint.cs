using System.Globalization;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Where the binder is: what its errors are about and who takes them.</summary>
/// <param name="Errors">Takes the errors.</param>
/// <param name="Where">The piece of configuration, such as <c>routes.orders</c>; empty for the whole.</param>
/// <param name="Path">The way from there, such as <c>match.hosts[0]</c>; empty for the piece itself.</param>
/// <param name="Place">The place to blame.</param>
internal readonly record struct BindingPoint(ConfigErrors Errors, string Where, string Path, ConfigPlace Place)
{
    private const int DeepestLevel = 64;

    /// <summary>Whether nothing of what stands here may be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The words for what is allowed here; null for those of the type.</summary>
    public string? Allowed { get; init; }

    private int Level { get; init; }

    /// <summary>Whether records and lists are nested deeper than anyone means.</summary>
    public bool IsTooDeep => Level > DeepestLevel;

    /// <summary>What a message is about.</summary>
    public string Subject => Where.Length == 0 || Path.Length == 0 ? "it" : Path;

    /// <summary>The point of a key.</summary>
    public BindingPoint Key(string key, ConfigNode? node = null)
    {
        var shown = DisplayText.Name(key);
        return this with { Path = Path.Length == 0 ? shown : $"{Path}.{shown}", Place = node?.Place ?? Place, Level = Level + 1, Allowed = null };
    }

    /// <summary>The point of an item of a list.</summary>
    public BindingPoint Item(int index, ConfigNode? node = null)
        => this with { Path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]"), Place = node?.Place ?? Place, Level = Level + 1, Allowed = null };

    /// <summary>Adds a whole message.</summary>
    public void Add(string message) => Errors.Add(Where.Length == 0 ? Path : Where, message, Place);

    /// <summary>Adds a whole message as a warning.</summary>
    public void Warn(string message) => Errors.Warn(Where.Length == 0 ? Path : Where, message, Place);

    /// <summary>Adds <c>limit is 0; it must be positive.</c> of what was found and what is allowed.</summary>
    public void Refuse(string found, string allowed) => Add($"{Subject} is {found}; it {allowed}.");

    /// <summary>Refuses a node whose content may be shown unless it is a secret.</summary>
    public void RefuseValue(ConfigNode node, string allowed) => Refuse(DisplayText.Node(node, IsSecret), allowed);

    /// <summary>Refuses a node for its kind alone.</summary>
    public void RefuseKind(ConfigNode node, string allowed) => Refuse(DisplayText.Kind(node), allowed);
}
