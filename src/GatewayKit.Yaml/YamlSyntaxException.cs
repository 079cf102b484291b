namespace GatewayKit.Yaml;

/// <summary>Thrown when a text isn't valid YAML, or when it is nested too deeply.</summary>
public sealed class YamlSyntaxException : Exception
{
    /// <summary>Initializes a new instance with a message and its location.</summary>
    /// <param name="message">The error, as a sentence.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    public YamlSyntaxException(string message, int line, int column) : base(message) => (Line, Column) = (line, column);

    /// <summary>Gets the line, from 1.</summary>
    public int Line { get; }

    /// <summary>Gets the column, from 1, in UTF-16 code units.</summary>
    public int Column { get; }
}
