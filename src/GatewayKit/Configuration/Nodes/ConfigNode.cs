namespace GatewayKit.Configuration.Nodes;

/// <summary>
/// A piece of configuration, with its location: <see cref="ConfigMapping"/>,
/// <see cref="ConfigSequence"/>, <see cref="ConfigScalar"/>, <see cref="ConfigNull"/> or, from code, <see cref="ConfigValue"/>.
/// </summary>
public abstract class ConfigNode
{
    private protected ConfigNode(ConfigLocation location) => Location = location;

    /// <summary>The location.</summary>
    public ConfigLocation Location { get; private set; }

    /// <summary>The object that an entry of a section was bound to, and the section; null if it has to be bound.</summary>
    internal virtual (object Value, object Section)? Bound
    {
        get => null;
        set
        {
            // Only mappings and empty values can be entries.
        }
    }

    /// <summary>Creates a node from an object in code.</summary>
    /// <param name="value">
    /// An instance of the plugin's own options record, or an anonymous object or a dictionary with the same keys as in a file.
    /// Text is taken literally: variables such as <c>${env:NAME}</c> aren't replaced.
    /// </param>
    /// <param name="location">The location of the nodes that are created. Nodes inside the value keep their own. Default: none.</param>
    /// <exception cref="ArgumentException">A mapping has a key twice, in different case.</exception>
    public static ConfigNode FromValue(object value, ConfigLocation location = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ObjectNodes(location).Of(value);
    }

    /// <summary>Moves the node to its location in the next version of its document, in which its own text is the same.</summary>
    /// <param name="lines">The number of lines.</param>
    /// <param name="columns">The number of columns, for nodes on one line.</param>
    /// <param name="line">The line on which columns move, before the move.</param>
    internal virtual void Move(int lines, int columns, int line)
        => Location = Location with { Line = Location.Line + lines, Column = Location.Column + (Location.Line == line ? columns : 0) };
}
