using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>
/// The shared state of the readers of all formats: the path to the current node, the limits of a document, the
/// replacement of variables, and the errors.
/// </summary>
internal sealed class NodeReading(string source, ConfigErrors errors, Func<string, string?> environment)
{
    /// <summary>The maximum nesting depth.</summary>
    public const int MaximumDepth = 64;

    /// <summary>The maximum number of nodes, including those that aliases repeat.</summary>
    public const int MaximumNodes = 3_000_000;

    private readonly VariableText _variables = new(environment, errors.AllowsUnsetVariables, errors.Hide);
    private int _nodes;

    public string Source => source;

    public NodePath Path { get; } = new();

    /// <summary>Counts nodes, including those that an alias repeats below the current one.</summary>
    public void Count(ConfigPlace place, int nodes = 1, int height = 0)
    {
        if (Path.Depth + height > MaximumDepth)
            throw new ConfigSyntaxException("", $"The document is nested deeper than {MaximumDepth} levels.", place);
        if (_nodes > MaximumNodes - nodes)
            throw new ConfigSyntaxException("", $"The document has more than {MaximumNodes} nodes.", place);

        _nodes += nodes;
    }

    /// <summary>Returns a scalar with its variables replaced.</summary>
    public ConfigScalar Scalar(ConfigPlace place, string text, ScalarStyle style)
    {
        if (!VariableText.HasVariable(text))
            return new ConfigScalar(place, text, style);
        if (_variables.TryReplace(text, out var replaced, out var error))
        {
            errors.Hide(replaced, text);
            foreach (var name in _variables.Unset)
                errors.Warn(Path.ToString(), $"the environment variable '{name}' isn't set. Values that depend on it aren't checked.", place);
            if (_variables.Unset.Count > 0)
                errors.Disregard(replaced);
            return new ConfigScalar(place, replaced, _variables.Unset.Count > 0 ? ScalarStyle.Unset : ScalarStyle.Text, written: text);
        }

        Add(error, place);
        return new ConfigScalar(place, "", ScalarStyle.Broken, written: text);
    }

    /// <summary>Adds an entry to a mapping; a duplicate key is an error.</summary>
    public void Add(ConfigMapping mapping, string key, ConfigNode value, ConfigPlace place)
    {
        if (!mapping.TryAdd(key, value, place))
            Add($"the key '{DisplayText.Name(key)}' occurs twice; keys are case-insensitive.", place);
    }

    public void Add(string message, ConfigPlace place) => errors.Add(Path.ToString(), message, place);
}
