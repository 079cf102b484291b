using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>
/// What the readers of every format have in common: the path to the node at hand, the bounds of a document, the
/// replacement of variables, and the errors.
/// </summary>
internal sealed class NodeReading(string source, ConfigErrors errors, Func<string, string?> environment)
{
    /// <summary>The deepest nesting.</summary>
    public const int MaximumDepth = 64;

    /// <summary>The most nodes, those that aliases repeat included.</summary>
    public const int MaximumNodes = 3_000_000;

    private readonly VariableText _variables = new(environment, errors.AllowsUnsetVariables, errors.Hide);
    private int _nodes;

    public string Source => source;

    public NodePath Path { get; } = new();

    /// <summary>Counts nodes, below the one at hand where an alias repeats them.</summary>
    public void Count(ConfigPlace place, int nodes = 1, int height = 0)
    {
        if (Path.Depth + height > MaximumDepth)
            throw new ConfigSyntaxException("", $"The document is nested deeper than {MaximumDepth} levels.", place);
        if (_nodes > MaximumNodes - nodes)
            throw new ConfigSyntaxException("", $"The document has more than {MaximumNodes} nodes.", place);

        _nodes += nodes;
    }

    /// <summary>A scalar with its variables replaced.</summary>
    public ConfigScalar Scalar(ConfigPlace place, string text, ScalarStyle style)
    {
        if (!VariableText.HasVariable(text))
            return new ConfigScalar(place, text, style);
        if (_variables.TryReplace(text, out var replaced, out var error))
        {
            errors.Hide(replaced, text);
            foreach (var name in _variables.Unset)
                errors.Warn(Path.ToString(), $"the environment variable '{name}' is not set. Values that depend on it aren't checked.", place);
            if (_variables.Unset.Count > 0)
                errors.Disregard(replaced);
            return new ConfigScalar(place, replaced, _variables.Unset.Count > 0 ? ScalarStyle.Unset : ScalarStyle.Text, written: text);
        }

        Add(error, place);
        return new ConfigScalar(place, "", ScalarStyle.Broken, written: text);
    }

    /// <summary>Adds an entry to a mapping; a key that stands there already is an error.</summary>
    public void Add(ConfigMapping mapping, string key, ConfigNode value, ConfigPlace place)
    {
        if (!mapping.TryAdd(key, value, place))
            Add($"the key '{DisplayText.Name(key)}' is given twice; keys are the same in any case.", place);
    }

    public void Add(string message, ConfigPlace place) => errors.Add(Path.ToString(), message, place);
}
