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

    /// <summary>Enough for the keys of every record; ids of routes and names of consumers don't have to fit.</summary>
    private const int MostKeys = 1_000;

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly VariableText _variables = new(environment, errors.AllowsUnsetVariables, errors.Hide);
    private int _nodes;
    private readonly int _errors = errors.Total;
    private int _replaced;

    public string Source => source;

    /// <summary>The number of errors, of warnings and of texts with variables: if it hasn't changed,
    /// a part of the document is good and depends on nothing outside.</summary>
    public int Troubles => errors.Total + errors.Warnings.Count + _replaced;

    /// <summary>Gets whether the document has an error.</summary>
    public bool HasErrors => errors.Total > _errors;

    /// <summary>The number of errors.</summary>
    public int Errors => errors.Total;

    /// <summary>The number of nodes.</summary>
    public int Nodes => _nodes;

    public NodePath Path { get; } = new();

    /// <summary>Counts nodes, including those that an alias repeats below the current one.</summary>
    public void Count(ConfigLocation location, int nodes = 1, int height = 0)
    {
        if (Path.Depth + height > MaximumDepth)
            throw new ConfigSyntaxException("", $"The document is nested deeper than {MaximumDepth} levels.", location);
        if (_nodes > MaximumNodes - nodes)
            throw new ConfigSyntaxException("", $"The document has more than {MaximumNodes} nodes.", location);

        _nodes += nodes;
    }

    /// <summary>Returns a scalar with its variables replaced.</summary>
    public ConfigScalar Scalar(ConfigLocation location, string text, ScalarStyle style)
    {
        if (!VariableText.HasVariable(text))
            return new ConfigScalar(location, text, style);

        _replaced++;
        if (_variables.TryReplace(text, out var replaced, out var error))
        {
            errors.Hide(replaced, text);
            foreach (var name in _variables.Unset)
                errors.Warn(Path.ToPiece(),
                    $"the environment variable '{name}' isn't set. Values that depend on it aren't checked.", location);
            if (_variables.Unset.Count > 0)
                errors.Disregard(replaced);
            return new ConfigScalar(location, replaced, _variables.Unset.Count > 0 ? ScalarStyle.Unset : ScalarStyle.Text, written: text);
        }

        Add(error, location);
        return new ConfigScalar(location, "", ScalarStyle.Broken, written: text);
    }

    /// <summary>Routes have the same few keys: returns the first text of each.</summary>
    public string Shared(string key)
    {
        if (_keys.TryGetValue(key, out var same))
            return same;
        if (_keys.Count < MostKeys)
            _keys.Add(key);
        return key;
    }

    /// <summary>Adds an entry to a mapping; a duplicate key is an error.</summary>
    public void Add(ConfigMapping mapping, string key, ConfigNode value, ConfigLocation location)
    {
        if (!mapping.TryAdd(key, value, location))
            Add($"the key '{DisplayText.Name(key)}' occurs twice; keys are case-insensitive.", location);
    }

    public void Add(string message, ConfigLocation location) => errors.Add(Path.ToPiece(), message, location);
}
