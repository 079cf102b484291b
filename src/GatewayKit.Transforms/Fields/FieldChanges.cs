namespace GatewayKit.Transforms;
/// <summary>Applies changes to names with values, in order: remove, rename, replace, add, append.</summary>
/// <param name="remove">The names to remove.</param>
/// <param name="rename">The new names by current name.</param>
/// <param name="replace">The values to set where a name occurs.</param>
/// <param name="add">The values to add where a name doesn't occur.</param>
/// <param name="append">The values to add in any case.</param>
internal sealed class FieldChanges(
    IReadOnlyList<string> remove, IReadOnlyDictionary<string, string> rename, KeyValuePair<string, TextValue>[] replace,
    KeyValuePair<string, TextValue>[] add, KeyValuePair<string, TextValue>[] append)
{
    private readonly string[] _remove = [.. remove];
    private readonly KeyValuePair<string, string>[] _rename = [.. rename];
    private readonly string[] _affected = [.. remove, .. rename.Keys, .. replace.Select(change => change.Key)];

    /// <summary>Gets whether there is no change.</summary>
    public bool IsEmpty => _affected.Length + add.Length + append.Length == 0;

    /// <summary>Returns whether a change affects the fields of a message. Doesn't allocate unless a name is sent encoded.</summary>
    public bool Affects<T>(in T fields)
        where T : IFields
    {
        if (append.Length > 0)
            return true;

        foreach (var name in _affected)
        {
            if (fields.Contains(name))
                return true;
        }

        foreach (var (name, _) in add)
        {
            if (!fields.Contains(name))
                return true;
        }

        return false;
    }

    /// <summary>Applies the changes.</summary>
    /// <param name="fields">The fields of the message.</param>
    /// <param name="rendered">The rendered templates of the plugin.</param>
    public void Apply(IFieldEditor fields, string[] rendered)
    {
        foreach (var name in _remove)
            fields.Remove(name);
        foreach (var (name, newName) in _rename)
            fields.Rename(name, newName);
        foreach (var (name, value) in replace)
            fields.Replace(name, value.Of(rendered));
        foreach (var (name, value) in add)
            fields.Add(name, value.Of(rendered));
        foreach (var (name, value) in append)
            fields.Append(name, value.Of(rendered));
    }
}
