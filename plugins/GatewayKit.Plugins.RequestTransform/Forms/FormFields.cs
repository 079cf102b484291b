using System.Net;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>
/// The fields of a form, in <c>application/x-www-form-urlencoded</c> (URL standard, section 5). Fields that no change affects keep their
/// text and their order. Each name is decoded once, so that long names cost little with many changes.
/// </summary>
internal sealed class FormFields : IFields, IFieldEditor
{
    private readonly List<FormField> _fields;

    /// <summary>Initializes a new instance with the fields of a text.</summary>
    /// <param name="text">The text, whose escapes are valid.</param>
    public FormFields(string text)
        => _fields = [.. text.Split('&').Select(field => new FormField(WebUtility.UrlDecode(field[..NameLength(field)]), field))];

    /// <summary>Gets the number of fields.</summary>
    public int Count => _fields.Count;

    /// <inheritdoc />
    public bool Contains(string name) => _fields.Exists(field => field.Name == name);

    /// <inheritdoc />
    public void Remove(string name) => _fields.RemoveAll(field => field.Name == name);

    /// <inheritdoc />
    public void Rename(string name, string newName)
    {
        if (!Contains(name))
            return;

        Remove(newName);
        for (var i = 0; i < _fields.Count; i++)
        {
            var (current, text) = _fields[i];
            if (current == name)
                _fields[i] = new(newName, string.Concat(Uri.EscapeDataString(newName), text.AsSpan(NameLength(text))));
        }
    }

    /// <inheritdoc />
    public void Replace(string name, string value)
    {
        var first = _fields.FindIndex(field => field.Name == name);
        if (first < 0)
            return;

        Remove(name);
        _fields.Insert(first, Encoded(name, value));
    }

    /// <inheritdoc />
    public void Add(string name, string value)
    {
        if (!Contains(name))
            Append(name, value);
    }

    /// <inheritdoc />
    public void Append(string name, string value) => _fields.Add(Encoded(name, value));

    /// <summary>Returns the encoded form.</summary>
    public override string ToString() => string.Join('&', _fields.Select(field => field.Text));

    private static int NameLength(string field) => field.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? end : field.Length;

    private static FormField Encoded(string name, string value)
        => new(name, $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
}
