using GatewayKit.Bodies;
using GatewayKit.Transforms;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>
/// Changes the cookies that a response sets. Each stays a header line of its own, in the order of the response. Cookies of the same name
/// with different domains or paths are different ones for a browser, so a new value keeps all of them.
/// </summary>
internal sealed class SetCookieEditor : IFieldEditor
{
    private readonly List<SetCookieLine> _lines;

    /// <summary>Starts with the cookies of a response.</summary>
    public SetCookieEditor(StringValues sent) => _lines = [.. sent.Select(text => new SetCookieLine(text ?? ""))];

    /// <inheritdoc />
    public void Remove(string name) => _lines.RemoveAll(line => line.Name == name);

    /// <inheritdoc />
    public void Rename(string name, string newName)
    {
        if (!_lines.Exists(line => line.Name == name))
            return;

        Remove(newName);
        foreach (var line in Of(name))
            line.Rename(newName);
    }

    /// <inheritdoc />
    public void Replace(string name, string value)
    {
        foreach (var line in Of(name))
            line.SetValue(value);
    }

    /// <inheritdoc />
    public void Add(string name, string value)
    {
        if (Of(name).Count == 0)
            Append(name, value);
    }

    /// <inheritdoc />
    public void Append(string name, string value) => _lines.Add(new SetCookieLine($"{name}={value}"));

    /// <summary>Returns the cookies of a name.</summary>
    public List<SetCookieLine> Of(string name) => _lines.FindAll(line => line.Name == name);

    /// <summary>Returns the values of the header <c>Set-Cookie</c>; empty without cookies.</summary>
    public StringValues ToHeader()
        => _lines.Count == 0 ? StringValues.Empty : new StringValues([.. _lines.Select(line => line.ToString())]);
}
