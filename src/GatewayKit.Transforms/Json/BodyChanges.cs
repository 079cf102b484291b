namespace GatewayKit.Transforms;

/// <summary>Applies changes to a JSON body, in order: remove, rename, replace, add, append.</summary>
/// <param name="remove">The paths to remove.</param>
/// <param name="rename">The new names, or new places, of values by path.</param>
/// <param name="replace">The values to set where a path selects one.</param>
/// <param name="add">The values to add where a path selects none.</param>
/// <param name="append">The values to add to arrays.</param>
/// <param name="vocabulary">The names of templates.</param>
/// <param name="limit">The maximum length of a body.</param>
internal sealed class BodyChanges(
    IEnumerable<string> remove, IEnumerable<KeyValuePair<string, string>> rename, IEnumerable<KeyValuePair<string, object?>> replace,
    IEnumerable<KeyValuePair<string, object?>> add, IEnumerable<KeyValuePair<string, object?>> append, TemplateVocabulary vocabulary,
    ByteSize limit)
{
    /// <summary>The steps of paths that a small body has, at least; a large one has four for each byte.</summary>
    private const long MinSteps = 1_000_000;

    private readonly long _steps = Math.Max(MinSteps, 4 * limit.Bytes);
    private readonly JsonPath[] _remove = [.. remove.Select(Path)];
    private readonly (JsonPath From, string Name)[] _rename = [.. rename.Select(change => (Path(change.Key), change.Value))];
    private readonly (JsonPath Path, JsonTemplate Value)[] _replace = Compile(replace, vocabulary);
    private readonly (JsonPath Path, JsonTemplate Value)[] _add = Compile(add, vocabulary);
    private readonly (JsonPath Path, JsonTemplate Value)[] _append = Compile(append, vocabulary);

    /// <summary>Gets whether there is no change.</summary>
    public bool IsEmpty => _remove.Length + _rename.Length + _replace.Length + _add.Length + _append.Length == 0;

    /// <summary>Returns whether a template has a name.</summary>
    public bool Reads(string name) => Array.Exists([.. _replace, .. _add, .. _append], change => change.Value.Reads(name));

    /// <summary>Returns the values for an exchange: those of <c>replace</c>, <c>add</c> and <c>append</c>.</summary>
    /// <exception cref="Expressions.ExpressionException">A value isn't determined.</exception>
    /// <exception cref="TemplateException">A template can't be rendered, or is too long.</exception>
    public JsonTree[] Render(TemplateInput input)
        => [.. _replace.Concat(_add).Concat(_append).Select(change => change.Value.Render(input))];

    /// <summary>Applies the changes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="values">The values of the exchange.</param>
    /// <returns>Whether the body is changed.</returns>
    /// <exception cref="Bodies.ConversionException">The body has too many values for the paths.</exception>
    public bool Apply(JsonTree body, JsonTree[] values)
    {
        var run = new JsonPathRun(body, _steps);
        var isChanged = false;
        var next = 0;
        foreach (var path in _remove)
            isChanged |= JsonEdit.Remove(path, run);
        foreach (var (path, name) in _rename)
            isChanged |= name.StartsWith('/') ? JsonEdit.Move(path, Path(name), run) : JsonEdit.Rename(path, name, run);
        foreach (var (path, _) in _replace)
            isChanged |= JsonEdit.Replace(path, values[next++], run);
        foreach (var (path, _) in _add)
            isChanged |= JsonEdit.Add(path, values[next++], run);
        foreach (var (path, _) in _append)
            isChanged |= JsonEdit.Append(path, values[next++], run);
        return isChanged;
    }

    private static (JsonPath Path, JsonTemplate Value)[] Compile(
        IEnumerable<KeyValuePair<string, object?>> values, TemplateVocabulary vocabulary)
        => [.. values.Select(value => (Path(value.Key), JsonTemplate.Compile(value.Value, vocabulary)))];

    // The options are valid.
    private static JsonPath Path(string text) => JsonPath.Parse(text, out var problem) ?? throw new JsonPathException(problem);
}
