using System.Globalization;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>The binder's position: what its errors are about, and where they are collected.</summary>
/// <param name="Errors">Collects the errors.</param>
/// <param name="Piece">The piece of configuration, such as <c>routes.orders</c>.</param>
/// <param name="Path">The path from there, such as <c>match.hosts[0]</c>; empty for the piece itself.</param>
/// <param name="Location">The location that errors refer to.</param>
internal readonly record struct BindingPoint(ConfigErrors Errors, ConfigPiece Piece, string Path, ConfigLocation Location)
{
    private const int DeepestLevel = 64;

    /// <summary>Gets whether the content here must not be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The description of what is allowed here; null for that of the type.</summary>
    public string? Allowed { get; init; }

    private int Level { get; init; }

    /// <summary>Errors in the whole configuration name their path.</summary>
    private ConfigPiece Reported => Piece.Where.Length == 0 ? Piece with { Where = Path } : Piece;

    /// <summary>Gets whether records and lists are nested too deeply.</summary>
    public bool IsTooDeep => Level > DeepestLevel;

    /// <summary>Gets the subject of a message.</summary>
    public string Subject => Piece.Where.Length == 0 || Path.Length == 0 ? "it" : Path;

    /// <summary>Returns the position of a key.</summary>
    public BindingPoint Key(string key, ConfigNode? node = null)
    {
        var shown = DisplayText.Name(key);
        return this with
        {
            Path = Path.Length == 0 ? shown : $"{Path}.{shown}",
            Location = node?.Location ?? Location,
            Level = Level + 1,
            Allowed = null,
        };
    }

    /// <summary>Returns the position of an item of a list.</summary>
    public BindingPoint Item(int index, ConfigNode? node = null)
        => this with
        {
            Path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]"),
            Location = node?.Location ?? Location,
            Level = Level + 1,
            Allowed = null,
        };

    /// <summary>Adds a complete message.</summary>
    public void Add(string message) => Errors.Add(Reported, message, Location);

    /// <summary>Adds a complete message as a warning.</summary>
    public void Warn(string message) => Errors.Warn(Reported, message, Location);

    /// <summary>Adds <c>limit is 0; it must be positive.</c> from what was found and what is allowed.</summary>
    public void Refuse(string found, string allowed) => Add($"{Subject} is {found}; it {allowed}.");

    /// <summary>Rejects a node whose content may be shown unless it is a secret.</summary>
    public void RefuseValue(ConfigNode node, string allowed) => Refuse(DisplayText.Node(node, IsSecret), allowed);

    /// <summary>Rejects a node because of its kind alone.</summary>
    public void RefuseKind(ConfigNode node, string allowed) => Refuse(DisplayText.Kind(node), allowed);
}
