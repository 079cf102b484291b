namespace GatewayKit.Bodies;

/// <summary>
/// A path of names as they are in JSON: <c>/order/line</c> from the root, <c>line/price</c> or <c>line/@id</c> anywhere. The step
/// <c>*</c> is any name.
/// </summary>
internal sealed class ElementPath
{
    private const string Any = "*";

    private readonly string[] _steps;
    private readonly bool _isRooted;

    /// <param name="path">The path; a valid one.</param>
    /// <param name="item">The name of the elements in a list; <c>null</c> if the path isn't that of a list.</param>
    public ElementPath(string path, string? item = null)
    {
        _isRooted = path.StartsWith('/');
        _steps = path.TrimStart('/').Split('/');
        Item = item;
    }

    public string? Item { get; }

    /// <summary>Gets the last name; <c>null</c> for any.</summary>
    public string? Last => _steps[^1] == Any ? null : _steps[^1];

    /// <summary>Returns whether a text can be a path, of at most 1000 characters.</summary>
    /// <param name="path">The text.</param>
    /// <param name="attributePrefix">The prefix of attributes in JSON.</param>
    /// <param name="isEncoded">Whether names in JSON can be any text, because those that XML doesn't allow are encoded.</param>
    public static bool IsValid(string path, string attributePrefix = XmlJsonRules.DefaultAttributePrefix, bool isEncoded = false)
        => path.Length is > 0 and <= 1000
            && path[(path[0] == '/' ? 1 : 0)..].Split('/').All(step => step.Length > 0 && (isEncoded || IsStep(step, attributePrefix)));

    public bool Matches(ReadOnlySpan<string> path)
    {
        if (path.Length < _steps.Length || (_isRooted && path.Length > _steps.Length))
            return false;

        var end = path[^_steps.Length..];
        for (var i = _steps.Length - 1; i >= 0; i--)
        {
            if (_steps[i] != Any && _steps[i] != end[i])
                return false;
        }

        return true;
    }

    private static bool IsStep(string step, string attributePrefix)
    {
        var name = step.StartsWith(attributePrefix, StringComparison.Ordinal) ? step[attributePrefix.Length..] : step;
        return name == Any || JsonNames.IsName(name);
    }
}
