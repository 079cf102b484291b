namespace GatewayKit.Transforms;

/// <summary>Changes names with values. Those that no change affects keep their text and their order. Names are case-sensitive.</summary>
internal interface IFieldEditor
{
    /// <summary>Removes all fields of a name.</summary>
    void Remove(string name);

    /// <summary>Renames all fields of a name. If there are any, other fields of the new name are removed.</summary>
    void Rename(string name, string newName);

    /// <summary>Replaces all fields of a name by a single one at the position of the first; cookies of a response keep their number and
    /// their attributes. Does nothing if there is none.</summary>
    void Replace(string name, string value);

    /// <summary>Adds a field unless there is one of that name.</summary>
    void Add(string name, string value);

    /// <summary>Adds a field at the end.</summary>
    void Append(string name, string value);
}
