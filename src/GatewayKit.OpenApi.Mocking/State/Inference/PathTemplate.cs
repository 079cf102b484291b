namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>The structure of a path template, independent of the names of its parameters.</summary>
/// <param name="Shape">The template with <c>{}</c> for each parameter, without a trailing slash.</param>
/// <param name="Parameters">The names of the parameters in path order.</param>
internal sealed record PathTemplate(string Shape, IReadOnlyList<string> Parameters)
{
    private const string Parameter = "/{}";

    public static PathTemplate Parse(string path)
    {
        var (shape, names) = ("", new List<string>());
        var rest = path.AsSpan().TrimEnd('/');
        while (rest.IndexOf('{') is var start and >= 0 && rest[start..].IndexOf('}') is var length and > 0)
        {
            names.Add(rest.Slice(start + 1, length - 1).ToString());
            shape += string.Concat(rest[..start], "{}");
            rest = rest[(start + length + 1)..];
        }
        return new PathTemplate(string.Concat(shape, rest), names);
    }

    /// <summary>The shape of the collection above an item's path; <c>null</c> for other paths.</summary>
    public string? Collection
        => Shape.EndsWith(Parameter, StringComparison.Ordinal) && Shape.Length > Parameter.Length ? Shape[..^Parameter.Length] : null;

    /// <summary>The shape of the paths of a collection's items.</summary>
    public static string ItemOf(string collection) => collection + Parameter;
}
