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

    /// <summary>Returns whether a text can be a path.</summary>
    public static bool IsValid(string path)
        => path.Length is > 0 and <= 1000 && path.AsSpan(path[0] == '/' ? 1 : 0) is var steps
            && !steps.IsEmpty && steps[0] != '/' && steps[^1] != '/' && !steps.Contains("//", StringComparison.Ordinal);

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
}
